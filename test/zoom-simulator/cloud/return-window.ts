/** The time a client has to come, or to come back, before the stream ends. */
export class ReturnWindow {
  #deadline: ReturnType<typeof setTimeout> | undefined;
  #notice: ReturnType<typeof setTimeout> | undefined;

  /** Replaces the window there was. */
  open(ms: number, onOver: () => void): void {
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(onOver, ms);
  }

  /** Tells the app in a while, unless it is back by then. */
  noticeAfter(ms: number, tell: () => void): void {
    clearTimeout(this.#notice);
    this.#notice = setTimeout(tell, ms);
  }

  /** A handshake succeeded: nothing to tell, but the window stays. */
  cancelNotice(): void {
    clearTimeout(this.#notice);
  }

  close(): void {
    clearTimeout(this.#deadline);
    clearTimeout(this.#notice);
  }
}
