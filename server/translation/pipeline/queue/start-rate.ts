const WINDOW_MS = 1_000;

/** So many starts a second at most, in windows of a second that begin with their first start. */
export class StartRate {
  readonly #perSecond: number;
  #windowFrom = Number.NEGATIVE_INFINITY;
  #started = 0;

  /** @param perSecond Infinity: no limit. */
  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  /** Until the next start may be, milliseconds; 0: now. */
  waitMs(now: number): number {
    const leftMs = this.#windowFrom + WINDOW_MS - now;
    return leftMs <= 0 || this.#started < this.#perSecond ? 0 : leftMs;
  }

  started(now: number): void {
    if (now - this.#windowFrom >= WINDOW_MS) {
      this.#windowFrom = now;
      this.#started = 0;
    }
    this.#started += 1;
  }
}
