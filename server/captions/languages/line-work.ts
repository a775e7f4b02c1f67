import { CANCELLED } from '../../lib/cancelled.ts';
import type { SpokenLine } from '../model/line.ts';
import type { Drafts } from './drafts.ts';

/** The work of one line in one language: an engine's call, drafts and timers. `cancel` ends it. */
export class LineWork {
  /** The task under way; made for it alone, because most lines of a meeting have none. */
  #task: AbortController | undefined;
  #drafts: Drafts | undefined;
  readonly #timers = new Set<NodeJS.Timeout>();
  #waiting: (() => void)[] = [];

  /** Settles when the work that is under way now is done or cancelled. */
  get ended(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  cancel(): void {
    const task = this.#task;
    this.#task = undefined;
    task?.abort(CANCELLED);
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#drafts?.[Symbol.dispose]();
    this.#drafts = undefined;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  /** Asks for drafts of an open sentence, with the drafts it has or with new ones. */
  grow(line: SpokenLine, newDrafts: () => Drafts): void {
    this.#drafts ??= newDrafts();
    this.#drafts.grow(line);
  }

  /** Calls `then` after this time, unless cancelled. */
  after(milliseconds: number, then: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      then();
    }, milliseconds);
    this.#timers.add(timer);
  }

  /** Calls `then` with what `task` resolves to, unless cancelled. One task at a time; it never rejects. */
  perform<T>(task: (signal: AbortSignal) => Promise<T>, then: (result: T) => void): void {
    const controller = new AbortController();
    this.#task = controller;
    void task(controller.signal).then((result) => {
      if (this.#task !== controller) return;
      // A signal of a task that is done ends nothing.
      this.#task = undefined;
      then(result);
    });
  }
}
