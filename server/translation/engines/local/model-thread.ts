import type { Worker } from 'node:worker_threads';
import type { Logger } from '../../../logger.ts';
import { TranslationError } from '../../translation-error.ts';
import {
  LOCAL_BACKLOG,
  LOCAL_CALL_LIMIT_MS,
  LOCAL_FIRST_REST_MS,
  LOCAL_IDLE_MS,
  LOCAL_LOAD_LIMIT_MS,
  LOCAL_LONGEST_REST_MS,
} from './local-limits.ts';
import type { StartThread } from './start-thread.ts';
import type { ModelFiles } from './worker/model-files.ts';
import type { ThreadMessage } from './worker/worker-messages.ts';

export interface ThreadTimes {
  readonly callMs: number;
  readonly loadMs: number;
  readonly idleMs: number;
  readonly firstRestMs: number;
}

export const threadTimes: ThreadTimes = {
  callMs: LOCAL_CALL_LIMIT_MS,
  loadMs: LOCAL_LOAD_LIMIT_MS,
  idleMs: LOCAL_IDLE_MS,
  firstRestMs: LOCAL_FIRST_REST_MS,
};

export interface ModelThreadOptions {
  /** `en-es` */
  readonly direction: string;
  /** Where they lie now; `undefined`: there is no model. */
  readonly files: () => ModelFiles | undefined;
  readonly onDamaged: (path: string) => void;
  readonly startThread: StartThread;
  readonly times: ThreadTimes;
  readonly logger: Logger;
}

type State =
  | { readonly kind: 'stopped'; readonly losses: number; readonly restsUntil: number }
  | { readonly kind: 'running'; readonly run: Run; readonly losses: number }
  | { readonly kind: 'disposed' };

/** One start of the thread. It is given one text at a time, so that a text nobody waits for is never translated. */
interface Run {
  readonly thread: Worker;
  readonly startedAt: number;
  readonly waiting: Waiting[];
  isReady: boolean;
  current: { readonly id: number; readonly waiting: Waiting } | undefined;
  timer: NodeJS.Timeout | undefined;
}

interface Waiting {
  readonly text: string;
  readonly isMarkup: boolean;
  readonly resolve: (text: string) => void;
  readonly reject: (error: TranslationError) => void;
}

/**
 * One direction's model in a thread of its own: started by the first text, ended when idle. A thread that hangs or dies is
 * ended and its texts fail; the next text starts it anew, after two losses in a row only when it has rested.
 */
export class ModelThread {
  readonly #options: ModelThreadOptions;
  #state: State = { kind: 'stopped', losses: 0, restsUntil: 0 };
  #lastId = 0;
  #lastUsedAt = 0;
  /** Settles when the thread that was ended last is gone. */
  #ended: Promise<unknown> = Promise.resolve();

  constructor(options: ModelThreadOptions) {
    this.#options = options;
  }

  get direction(): string {
    return this.#options.direction;
  }

  get isRunning(): boolean {
    return this.#state.kind === 'running';
  }

  get isLoading(): boolean {
    return this.#state.kind === 'running' && !this.#state.run.isReady;
  }

  /** Somebody waits for a translation. */
  get isBusy(): boolean {
    if (this.#state.kind !== 'running') return false;
    const { waiting, current } = this.#state.run;
    return waiting.length > 0 || current !== undefined;
  }

  /** Lost twice in a row: not to be asked for a while. */
  get isResting(): boolean {
    return this.#state.kind === 'stopped' && performance.now() < this.#state.restsUntil;
  }

  /** By the clock of `performance.now()`. */
  get lastUsedAt(): number {
    return this.#lastUsedAt;
  }

  /** @throws {TranslationError} */
  translate(text: string, isMarkup: boolean, signal: AbortSignal): Promise<string> {
    if (signal.aborted) return Promise.reject(this.#left());
    return new Promise((resolve, reject) => {
      const run = this.#running();
      if (run.waiting.length >= LOCAL_BACKLOG)
        throw this.#failure('overloaded', 'too many texts are waiting');
      const leave = () => {
        const at = run.waiting.indexOf(waiting);
        if (at >= 0) run.waiting.splice(at, 1);
        reject(this.#left());
        this.#watchIdle(run);
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
      run.waiting.push(waiting);
      this.#lastUsedAt = performance.now();
      this.#next(run);
    });
  }

  /** Ends the thread and frees its memory; the next text starts it again. */
  async stop(): Promise<void> {
    if (this.#state.kind === 'running') {
      const { run } = this.#state;
      this.#state = { kind: 'stopped', losses: 0, restsUntil: 0 };
      this.#end(run, this.#failure('network', 'the model was stopped'));
    }
    await this.#ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const run = this.#state.kind === 'running' ? this.#state.run : undefined;
    this.#state = { kind: 'disposed' };
    if (run !== undefined) this.#end(run, this.#failure('cancelled', 'the engine was closed'));
    await this.#ended;
  }

  #running(): Run {
    const state = this.#state;
    if (state.kind === 'running') return state.run;
    if (state.kind === 'disposed') throw this.#failure('cancelled', 'the engine was closed');
    if (this.isResting) throw this.#failure('network', 'the model rests after it was lost twice', false);
    const files = this.#options.files();
    if (files === undefined) throw this.#failure('language', 'there is no model');
    const run = this.#start(files);
    this.#state = { kind: 'running', run, losses: state.losses };
    return run;
  }

  #start(files: ModelFiles): Run {
    const run: Run = {
      thread: this.#options.startThread({ files }),
      startedAt: performance.now(),
      waiting: [],
      isReady: false,
      current: undefined,
      timer: undefined,
    };
    run.thread.on('message', (message: ThreadMessage) => this.#read(run, message));
    run.thread.on('error', () => this.#lost(run, 'it failed'));
    run.thread.once('exit', () => this.#lost(run, 'it ended'));
    // A thread that is idle or still loads keeps no process alive.
    run.thread.unref();
    this.#limit(run, this.#options.times.loadMs, 'the model does not load');
    return run;
  }

  #read(run: Run, message: ThreadMessage): void {
    if (this.#state.kind !== 'running' || this.#state.run !== run) return;
    switch (message.kind) {
      case 'ready':
        run.isReady = true;
        this.#logReady(run, message.memoryBytes);
        break;
      case 'damaged':
        this.#lost(run, 'a file has changed');
        this.#options.onDamaged(message.path);
        return;
      case 'unusable':
        this.#lost(run, 'the model cannot be loaded');
        return;
      case 'translated':
        if (run.current?.id !== message.id) return;
        this.#state = { ...this.#state, losses: 0 };
        run.current.waiting.resolve(message.text);
        run.current = undefined;
        break;
      case 'failed':
        if (run.current?.id !== message.id) return;
        run.current.waiting.reject(this.#failure('bad-reply', 'the model failed on this text'));
        run.current = undefined;
        break;
    }
    clearTimeout(run.timer);
    this.#next(run);
  }

  #next(run: Run): void {
    if (!run.isReady || run.current !== undefined) return;
    const waiting = run.waiting.shift();
    if (waiting === undefined) {
      this.#watchIdle(run);
      return;
    }
    this.#lastId += 1;
    run.current = { id: this.#lastId, waiting };
    this.#limit(run, this.#options.times.callMs, 'it gives no answer');
    run.thread.postMessage({ id: this.#lastId, text: waiting.text, isMarkup: waiting.isMarkup });
  }

  #watchIdle(run: Run): void {
    if (!run.isReady || this.isBusy) return;
    clearTimeout(run.timer);
    run.timer = setTimeout(() => void this.stop(), this.#options.times.idleMs).unref();
  }

  #limit(run: Run, limitMs: number, why: string): void {
    clearTimeout(run.timer);
    run.timer = setTimeout(() => this.#lost(run, why), limitMs).unref();
  }

  #lost(run: Run, why: string): void {
    if (this.#state.kind !== 'running' || this.#state.run !== run) return;
    const losses = this.#state.losses + 1;
    const { direction, logger, times } = this.#options;
    const restMs = losses === 1 ? 0 : Math.min(times.firstRestMs * 2 ** (losses - 2), LOCAL_LONGEST_REST_MS);
    this.#state = { kind: 'stopped', losses, restsUntil: performance.now() + restMs };
    logger.warn({ engine: 'local', direction, why, restMs }, 'translation model lost');
    this.#end(run, this.#failure('network', `the model of ${direction} was lost: ${why}`));
  }

  #end(run: Run, error: TranslationError): void {
    clearTimeout(run.timer);
    this.#ended = run.thread.terminate();
    run.current?.waiting.reject(error);
    run.current = undefined;
    for (const waiting of run.waiting.splice(0)) waiting.reject(error);
  }

  #logReady(run: Run, memoryBytes: number): void {
    this.#options.logger.info(
      {
        engine: 'local',
        direction: this.direction,
        loadMs: Math.round(performance.now() - run.startedAt),
        memoryMb: Math.round(memoryBytes / 2 ** 20),
      },
      'translation model loaded',
    );
  }

  #left(): TranslationError {
    return this.#failure('cancelled', 'nobody waits any more');
  }

  #failure(
    kind: 'cancelled' | 'overloaded' | 'network' | 'bad-reply' | 'language',
    what: string,
    counts?: boolean,
  ): TranslationError {
    return new TranslationError('local', kind, what, counts === undefined ? {} : { counts });
  }
}
