/** Whether anybody sees the page: the document tells, and so does Zoom. Both may forget to tell that it is seen again. */
export class PageVisibility {
  readonly #tell: (isSeen: boolean) => void;
  readonly #forget: () => void;
  #documentShows = true;
  #zoomShows = true;

  constructor(tell: (isSeen: boolean) => void) {
    this.#tell = tell;
    const follow = () => {
      this.#documentShows = document.visibilityState !== 'hidden';
      this.#tellBoth();
    };
    // Whoever moves, types or taps here sees the page, whatever was said about it.
    const used = () => {
      if (this.#documentShows && this.#zoomShows) return;
      this.#documentShows = true;
      this.#zoomShows = true;
      this.#tellBoth();
    };
    document.addEventListener('visibilitychange', follow);
    for (const event of signsOfUse) window.addEventListener(event, used, { capture: true, passive: true });
    this.#forget = () => {
      document.removeEventListener('visibilitychange', follow);
      for (const event of signsOfUse) window.removeEventListener(event, used, { capture: true });
    };
  }

  /** A hint of Zoom's. */
  zoomSays(isVisible: boolean): void {
    this.#zoomShows = isVisible;
    this.#tellBoth();
  }

  close(): void {
    this.#forget();
  }

  #tellBoth(): void {
    this.#tell(this.#documentShows && this.#zoomShows);
  }
}

const signsOfUse = ['pointermove', 'pointerdown', 'wheel', 'keydown', 'focusin', 'focus'] as const;
