/** Visibility of the page, from the document and from Zoom. Either may omit the event for "visible again". */
export class PageVisibility {
  readonly #onChange: (isVisible: boolean) => void;
  readonly #forget: () => void;
  #inDocument = true;
  #inZoom = true;

  constructor(onChange: (isVisible: boolean) => void) {
    this.#onChange = onChange;
    const follow = () => {
      this.#inDocument = document.visibilityState !== 'hidden';
      this.#report();
    };
    // Input by pointer or keyboard proves that the page is visible.
    const used = () => {
      if (this.#inDocument && this.#inZoom) return;
      this.#inDocument = true;
      this.#inZoom = true;
      this.#report();
    };
    document.addEventListener('visibilitychange', follow);
    for (const event of signsOfUse) window.addEventListener(event, used, { capture: true, passive: true });
    this.#forget = () => {
      document.removeEventListener('visibilitychange', follow);
      for (const event of signsOfUse) window.removeEventListener(event, used, { capture: true });
    };
  }

  /** Zoom's `onAppVisibilityChange`. */
  setZoomVisible(isVisible: boolean): void {
    this.#inZoom = isVisible;
    this.#report();
  }

  close(): void {
    this.#forget();
  }

  #report(): void {
    this.#onChange(this.#inDocument && this.#inZoom);
  }
}

const signsOfUse = ['pointermove', 'pointerdown', 'wheel', 'keydown', 'focusin', 'focus'] as const;
