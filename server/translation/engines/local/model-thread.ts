import type { Logger } from '../../../logger.ts';
import { TranslationError } from '../../translation-error.ts';
import { LOCAL_FIRST_REST_MS, LOCAL_LONGEST_REST_MS } from './local-limits.ts';
import type { StartThread } from './start-thread.ts';
import { abandoned, ThreadRun, type ThreadTimes } from './thread-run.ts';
import type { ModelFiles } from './worker/model-files.ts';

export interface ModelThreadOptions {
  /** `en-es` */
  readonly direction: string;
  /** `undefined`: no model is stored. */
  readonly files: () => ModelFiles | undefined;
  readonly onDamaged: (path: string) => void;
  readonly startThread: StartThread;
  readonly times: ThreadTimes;
  /** Default: half a minute. */
  readonly firstRestMs?: number | undefined;
  readonly logger: Logger;
}

type State =
  | { readonly kind: 'stopped'; readonly losses: number; readonly restsUntil: number }
  | { readonly kind: 'running'; readonly run: ThreadRun; readonly losses: number }
  | { readonly kind: 'disposed' };

/**
 * The model of one direction in a thread of its own, started by the first text and ended when idle. A thread that hangs or
 * dies is ended, its texts fail, and the next text starts another. After two losses in a row the direction rests.
 */
export class ModelThread {
  readonly #options: ModelThreadOptions;
  #state: State = { kind: 'stopped', losses: 0, restsUntil: 0 };
  #lastUsedAt = 0;
  /** The end of the last thread. */
  #ended: Promise<void> = Promise.resolve();

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

  get isBusy(): boolean {
    return this.#state.kind === 'running' && this.#state.run.isBusy;
  }

  get isResting(): boolean {
    return this.#state.kind === 'stopped' && performance.now() < this.#state.restsUntil;
  }

  /** By the clock of `performance.now()`. */
  get lastUsedAt(): number {
    return this.#lastUsedAt;
  }

  /** @throws {TranslationError} */
  async translate(text: string, isMarkup: boolean, signal: AbortSignal): Promise<string> {
    if (signal.aborted) throw abandoned();
    const run = this.#running();
    this.#lastUsedAt = performance.now();
    return run.translate(text, isMarkup, signal);
  }

  /** Ends the thread and frees its memory. The next text starts another. */
  async stop(): Promise<void> {
    if (this.#state.kind === 'running') {
      const { run } = this.#state;
      this.#state = { kind: 'stopped', losses: 0, restsUntil: 0 };
      this.#ended = run.end(new TranslationError('local', 'network', 'the model was stopped'));
    }
    await this.#ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const run = this.#state.kind === 'running' ? this.#state.run : undefined;
    this.#state = { kind: 'disposed' };
    if (run !== undefined) this.#ended = run.end(closed());
    await this.#ended;
  }

  #running(): ThreadRun {
    const state = this.#state;
    if (state.kind === 'running') return state.run;
    if (state.kind === 'disposed') throw closed();
    if (this.isResting)
      throw new TranslationError('local', 'network', 'the model rests after two losses', { counts: false });
    const files = this.#options.files();
    if (files === undefined) throw new TranslationError('local', 'language', 'no model is stored');
    const run = this.#start(files);
    this.#state = { kind: 'running', run, losses: state.losses };
    return run;
  }

  #start(files: ModelFiles): ThreadRun {
    const { startThread, times, direction, onDamaged, logger } = this.#options;
    const startedAt = performance.now();
    const run = new ThreadRun({
      files,
      startThread,
      times,
      onDamaged,
      onReady: (memoryBytes) => {
        const loadMs = Math.round(performance.now() - startedAt);
        const memoryMb = Math.round(memoryBytes / 2 ** 20);
        logger.info({ engine: 'local', direction, loadMs, memoryMb }, 'translation model loaded');
      },
      onTranslated: () => {
        if (this.#state.kind === 'running') this.#state = { ...this.#state, losses: 0 };
      },
      onLost: (why) => this.#lost(run, why),
      onIdle: () => void this.stop(),
    });
    return run;
  }

  #lost(run: ThreadRun, why: string): void {
    if (this.#state.kind !== 'running' || this.#state.run !== run) return;
    const { direction, firstRestMs = LOCAL_FIRST_REST_MS, logger } = this.#options;
    const losses = this.#state.losses + 1;
    // A single loss is an accident.
    const restMs = losses === 1 ? 0 : Math.min(firstRestMs * 2 ** (losses - 2), LOCAL_LONGEST_REST_MS);
    this.#state = { kind: 'stopped', losses, restsUntil: performance.now() + restMs };
    logger.warn({ engine: 'local', direction, why, restMs }, 'translation model lost');
    this.#ended = run.end(new TranslationError('local', 'network', `${direction} was lost: ${why}`));
  }
}

function closed(): TranslationError {
  return new TranslationError('local', 'cancelled', 'the engine was closed');
}
