import type { Worker } from 'node:worker_threads';
import { TranslationError } from '../../translation-error.ts';
import { LOCAL_BACKLOG, LOCAL_CALL_LIMIT_MS, LOCAL_IDLE_MS, LOCAL_LOAD_LIMIT_MS } from './local-limits.ts';
import type { StartThread } from './start-thread.ts';
import type { ModelFiles } from './worker/model-files.ts';
import type { ThreadMessage } from './worker/worker-messages.ts';

export interface ThreadTimes {
  readonly callMs: number;
  readonly loadMs: number;
  readonly idleMs: number;
}

export const threadTimes: ThreadTimes = {
  callMs: LOCAL_CALL_LIMIT_MS,
  loadMs: LOCAL_LOAD_LIMIT_MS,
  idleMs: LOCAL_IDLE_MS,
};

export interface ThreadRunOptions {
  readonly files: ModelFiles;
  readonly startThread: StartThread;
  readonly times: ThreadTimes;
  readonly onReady: (memoryBytes: number) => void;
  readonly onTranslated: () => void;
  /** It died, hangs or does not load. The owner ends the run. */
  readonly onLost: (why: string) => void;
  readonly onDamaged: (path: string) => void;
  readonly onIdle: () => void;
}

interface Waiting {
  readonly text: string;
  readonly isMarkup: boolean;
  readonly resolve: (text: string) => void;
  readonly reject: (error: TranslationError) => void;
}

/** One start of a model's thread, and the texts that wait for it. The thread holds one text at a time: an abandoned one is never translated. */
export class ThreadRun {
  readonly #options: ThreadRunOptions;
  readonly #thread: Worker;
  readonly #waiting: Waiting[] = [];
  #current: { readonly id: number; readonly waiting: Waiting } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #lastId = 0;
  #isReady = false;
  #isOver = false;

  constructor(options: ThreadRunOptions) {
    this.#options = options;
    this.#thread = options.startThread({ files: options.files });
    this.#thread.on('message', (message: ThreadMessage) => {
      if (!this.#isOver) this.#read(message);
    });
    this.#thread.on('error', () => this.#lost('the thread failed'));
    this.#thread.once('exit', () => this.#lost('the thread ended'));
    // An idle or loading thread keeps no process alive.
    this.#thread.unref();
    this.#limit(options.times.loadMs, 'the model does not load in time');
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  /** A caller waits for a translation. */
  get isBusy(): boolean {
    return this.#waiting.length > 0 || this.#current !== undefined;
  }

  /** @throws {TranslationError} */
  translate(text: string, isMarkup: boolean, signal: AbortSignal): Promise<string> {
    if (this.#waiting.length >= LOCAL_BACKLOG)
      return Promise.reject(new TranslationError('local', 'overloaded', 'too many texts are waiting'));
    return new Promise((resolve, reject) => {
      const leave = () => {
        const at = this.#waiting.indexOf(waiting);
        if (at >= 0) this.#waiting.splice(at, 1);
        reject(abandoned());
        this.#watchIdle();
      };
      const settled = () => signal.removeEventListener('abort', leave);
      const waiting: Waiting = {
        text,
        isMarkup,
        resolve: (translation) => {
          settled();
          resolve(translation);
        },
        reject: (error) => {
          settled();
          reject(error);
        },
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.push(waiting);
      this.#next();
    });
  }

  /** Ends the thread and frees its memory; the waiting texts fail with `error`. */
  async end(error: TranslationError): Promise<void> {
    this.#isOver = true;
    clearTimeout(this.#timer);
    const ended = this.#thread.terminate();
    this.#current?.waiting.reject(error);
    this.#current = undefined;
    for (const waiting of this.#waiting.splice(0)) waiting.reject(error);
    await ended;
  }

  #read(message: ThreadMessage): void {
    switch (message.kind) {
      case 'ready':
        this.#isReady = true;
        this.#options.onReady(message.memoryBytes);
        break;
      case 'damaged':
        this.#options.onDamaged(message.path);
        this.#lost('a stored file has changed');
        return;
      case 'unusable':
        this.#lost('the model cannot be loaded');
        return;
      case 'translated':
      case 'failed':
        if (this.#current?.id !== message.id) return;
        this.#settle(this.#current.waiting, message);
        this.#current = undefined;
        break;
    }
    clearTimeout(this.#timer);
    this.#next();
  }

  #settle(waiting: Waiting, message: Extract<ThreadMessage, { id: number }>): void {
    if (message.kind === 'failed') {
      waiting.reject(new TranslationError('local', 'bad-reply', 'the model failed on this text'));
      return;
    }
    this.#options.onTranslated();
    waiting.resolve(message.text);
  }

  #next(): void {
    if (!this.#isReady || this.#current !== undefined) return;
    const waiting = this.#waiting.shift();
    if (waiting === undefined) {
      this.#watchIdle();
      return;
    }
    this.#lastId += 1;
    this.#current = { id: this.#lastId, waiting };
    this.#limit(this.#options.times.callMs, 'the model gives no answer');
    this.#thread.postMessage({ id: this.#lastId, text: waiting.text, isMarkup: waiting.isMarkup });
  }

  #watchIdle(): void {
    if (!this.#isReady || this.isBusy || this.#isOver) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#options.onIdle(), this.#options.times.idleMs).unref();
  }

  #limit(limitMs: number, why: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#lost(why), limitMs).unref();
  }

  #lost(why: string): void {
    if (!this.#isOver) this.#options.onLost(why);
  }
}

export function abandoned(): TranslationError {
  return new TranslationError('local', 'cancelled', 'nobody waits any more');
}
