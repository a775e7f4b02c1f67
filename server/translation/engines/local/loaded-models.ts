import { SerialQueue } from '../../../lib/serial-queue.ts';
import type { Logger } from '../../../logger.ts';
import { TranslationError } from '../../translation-error.ts';
import { LOCAL_KEEP_MS } from './local-limits.ts';
import { ModelThread } from './model-thread.ts';
import type { StartThread } from './start-thread.ts';
import { type ThreadTimes, threadTimes } from './thread-run.ts';
import type { ModelFiles } from './worker/model-files.ts';

export interface LoadedModelsOptions {
  /** Models in memory at one time. */
  readonly most: number;
  readonly files: (direction: string) => ModelFiles | undefined;
  readonly onDamaged: (direction: string, path: string) => void;
  readonly startThread: StartThread;
  readonly logger: Logger;
  readonly times?: Partial<ThreadTimes & { readonly firstRestMs: number }>;
  /** How long a direction that was used keeps its place. */
  readonly keepMs?: number;
}

/** The directions in memory. A new one above `most` takes the place of the one that was used least recently. */
export class LoadedModels {
  readonly #options: LoadedModelsOptions;
  readonly #threads = new Map<string, ModelThread>();
  /** One change of places at a time. */
  readonly #places = new SerialQueue();
  #hasWarned = false;

  constructor(options: LoadedModelsOptions) {
    this.#options = options;
  }

  /** Directions in memory, the one used least recently first. */
  get running(): readonly string[] {
    return this.#running().map(({ direction }) => direction);
  }

  isResting(direction: string): boolean {
    return this.#threads.get(direction)?.isResting ?? false;
  }

  /** It is not in memory yet: a text that is late now says nothing about the model. */
  isLoading(direction: string): boolean {
    return this.#threads.get(direction)?.isLoading ?? false;
  }

  /** @throws {TranslationError} */
  async translate(
    direction: string,
    text: string,
    { isMarkup, signal }: { readonly isMarkup: boolean; readonly signal: AbortSignal },
  ): Promise<string> {
    const thread = this.#threadOf(direction);
    if (thread.isRunning) return thread.translate(text, isMarkup, signal);
    // The promise is wrapped, because the queue waits only for the place, not for the translation.
    const { translation } = await this.#places.run(async () => {
      await this.#makeRoom(thread);
      const translation = thread.translate(text, isMarkup, signal);
      translation.catch(() => undefined);
      return { translation };
    });
    return translation;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#threads.values()].map((thread) => thread[Symbol.asyncDispose]()));
  }

  async #makeRoom(thread: ModelThread): Promise<void> {
    const running = this.#running();
    if (thread.isRunning || running.length < this.#options.most) return;
    const [victim] = running.filter(({ isBusy }) => !isBusy);
    const keepMs = this.#options.keepMs ?? LOCAL_KEEP_MS;
    if (victim === undefined || performance.now() - victim.lastUsedAt < keepMs) {
      this.#warn();
      throw new TranslationError('local', 'overloaded', 'every model in memory is in use');
    }
    await victim.stop();
  }

  #running(): readonly ModelThread[] {
    return [...this.#threads.values()]
      .filter(({ isRunning }) => isRunning)
      .toSorted((a, b) => a.lastUsedAt - b.lastUsedAt);
  }

  #threadOf(direction: string): ModelThread {
    const known = this.#threads.get(direction);
    if (known !== undefined) return known;
    const { files, onDamaged, startThread, times, logger } = this.#options;
    const thread = new ModelThread({
      direction,
      files: () => files(direction),
      onDamaged: (path) => onDamaged(direction, path),
      startThread,
      times: { ...threadTimes, ...times },
      firstRestMs: times?.firstRestMs,
      logger,
    });
    this.#threads.set(direction, thread);
    return thread;
  }

  #warn(): void {
    if (this.#hasWarned) return;
    this.#hasWarned = true;
    this.#options.logger.warn(
      { engine: 'local', most: this.#options.most },
      'more directions are translated than LOCAL_MAX_MODELS allows: raise it if this machine has the memory',
    );
  }
}
