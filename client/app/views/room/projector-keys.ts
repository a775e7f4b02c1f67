/** What the operator does at a projector, which has no buttons. */

export interface ProjectorKeys {
  /** Larger (`1`) or smaller (`-1`) text. */
  readonly onResize: (direction: 1 | -1) => void;
}

/**
 * `F` and a double click: full screen, and back; `+` and `-`: the size of the text.
 * @returns the function that ends it
 */
export function followProjectorKeys({ onResize }: ProjectorKeys): () => void {
  const key = (event: KeyboardEvent) => {
    // The browser's own zoom has the same keys.
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    switch (event.key) {
      case 'f':
      case 'F':
        toggleFullScreen();
        break;
      case '+':
      case '=':
        onResize(1);
        break;
      case '-':
      case '−':
        onResize(-1);
        break;
      default:
        return;
    }
    event.preventDefault();
  };
  window.addEventListener('keydown', key);
  window.addEventListener('dblclick', toggleFullScreen);
  return () => {
    window.removeEventListener('keydown', key);
    window.removeEventListener('dblclick', toggleFullScreen);
  };
}

/** A browser that refuses (a phone, a policy) leaves the view as it is. */
function toggleFullScreen(): void {
  const change =
    document.fullscreenElement === null
      ? document.documentElement.requestFullscreen?.({ navigationUI: 'hide' })
      : document.exitFullscreen();
  change?.catch(() => undefined);
}
