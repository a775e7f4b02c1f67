import { delay } from '../../lib/delay.ts';
import type { SpokenLine } from '../model/line.ts';
import type { Drafts } from './drafts.ts';

/** The work of one line in one language: an engine's call, drafts and timers. `cancel` ends it. */
export class LineWork {
  #controller = new AbortController();
  #drafts: Drafts | undefined;

  /** Aborts when the work that is under way now is cancelled. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Settles when the work that is under way now is done or cancelled. */
  get ended(): Promise<void> {
    const { signal } = this;
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  cancel(): void {
    this.#controller.abort();
    this.#drafts?.[Symbol.dispose]();
    this.#drafts = undefined;
    this.#controller = new AbortController();
  }

  /** Asks for drafts of an open sentence, with the drafts it has or with new ones. */
  grow(line: SpokenLine, newDrafts: () => Drafts): void {
    this.#drafts ??= newDrafts();
    this.#drafts.grow(line);
  }

  /** Calls `then` after this time, unless cancelled. */
  after(milliseconds: number, then: () => void): void {
    const { signal } = this;
    void delay(milliseconds, signal).then(() => {
      if (!signal.aborted) then();
    });
  }

  /** Calls `then` with what `task` resolves to, unless cancelled. `task` never rejects. */
  perform<T>(task: (signal: AbortSignal) => Promise<T>, then: (result: T) => void): void {
    const { signal } = this;
    void task(signal).then((result) => {
      if (!signal.aborted) then(result);
    });
  }
}
