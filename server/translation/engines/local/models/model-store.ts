import type { ModelDownload } from '../../../../../shared/meter.ts';
import { SerialQueue } from '../../../../lib/serial-queue.ts';
import type { Logger } from '../../../../logger.ts';
import { describeLanguage } from '../../../languages/languages.ts';
import type { Models } from '../local.ts';
import type { Direction } from '../model-routes.ts';
import type { ModelFiles } from '../worker/model-files.ts';
import type { Catalog } from './catalog.ts';
import { downloadBytes } from './catalog-model.ts';
import { DownloadFailure, toDownloadFailure } from './download-failure.ts';
import { installModel } from './install-model.ts';
import { forgetModel, installedModels } from './model-folder.ts';

/** A failed download is tried again after half a minute, then after twice as long each time. */
const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 60 * 60_000;

export interface ModelStoreOptions {
  readonly folder: string;
  readonly catalog: Catalog;
  readonly mirrors: readonly string[];
  readonly mayDownload: boolean;
  readonly logger: Logger;
  readonly firstRetryMs?: number;
  readonly stallLimitMs?: number;
}

/** The models in a folder, and those on their way into it: one at a time, in the background, tried again until they are there. */
export class ModelStore implements Models {
  readonly #options: ModelStoreOptions;
  readonly #installed: Map<string, ModelFiles>;
  readonly #downloads = new Map<string, ModelDownload>();
  readonly #retries = new Map<string, NodeJS.Timeout>();
  readonly #failures = new Map<string, number>();
  readonly #queue = new SerialQueue();
  readonly #closing = new AbortController();
  #directions: readonly Direction[] | undefined;

  constructor(options: ModelStoreOptions) {
    this.#options = options;
    this.#installed = new Map(installedModels(options.folder));
  }

  directions(): readonly Direction[] {
    const { catalog, mayDownload } = this.#options;
    this.#directions ??= [
      ...new Set([...this.#installed.keys(), ...(mayDownload ? catalog.keys() : [])]),
    ].map(directionOf);
    return this.#directions;
  }

  files(direction: string): ModelFiles | undefined {
    return this.#installed.get(direction);
  }

  want(direction: string): void {
    const model = this.#options.catalog.get(direction);
    if (model === undefined || this.#installed.has(direction) || this.#downloads.has(direction)) return;
    if (this.#closing.signal.aborted) return;
    const { from, to } = model;
    this.#downloads.set(direction, {
      from,
      to,
      language: to === 'en' ? from : to,
      state: 'waiting',
      receivedBytes: 0,
      totalBytes: downloadBytes(model),
    });
    this.#begin(direction);
  }

  discard(direction: string, path: string): void {
    const { folder, logger } = this.#options;
    this.#installed.delete(direction);
    this.#directions = undefined;
    logger.warn(
      { engine: 'local', direction, path },
      'a stored translation model has changed: it is fetched anew',
    );
    void this.#queue.run(() => forgetModel(folder, direction)).catch(() => undefined);
    this.want(direction);
  }

  /** What is on its way, in the order it was wanted. */
  downloads(): readonly ModelDownload[] {
    return [...this.#downloads.values()];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    for (const timer of this.#retries.values()) clearTimeout(timer);
    await this.#queue.idle();
  }

  #begin(direction: string): void {
    this.#queue
      .run(() => this.#install(direction))
      .then(
        () => this.#arrived(direction),
        (error: unknown) => this.#failed(direction, error),
      );
  }

  async #install(direction: string): Promise<void> {
    this.#closing.signal.throwIfAborted();
    const { folder, catalog, mirrors, mayDownload, stallLimitMs } = this.#options;
    const progress = this.#progressOf(direction);
    progress(0);
    await installModel({
      folder,
      direction,
      catalog,
      mirrors: mayDownload ? mirrors : [],
      signal: this.#closing.signal,
      onProgress: progress,
      ...(stallLimitMs === undefined ? {} : { stallLimitMs }),
    });
  }

  #arrived(direction: string): void {
    const files = installedModels(this.#options.folder).get(direction);
    if (files !== undefined) this.#installed.set(direction, files);
    this.#directions = undefined;
    this.#downloads.delete(direction);
    this.#failures.delete(direction);
    this.#options.logger.info({ engine: 'local', direction }, 'translation model is ready');
  }

  #failed(direction: string, error: unknown): void {
    if (this.#closing.signal.aborted) return;
    const failure = toDownloadFailure(error);
    const { kind, status, advice } =
      failure instanceof DownloadFailure ? failure : new DownloadFailure('unreachable');
    const failures = this.#failures.get(direction) ?? 0;
    this.#failures.set(direction, failures + 1);
    const retryMs = Math.min(
      (this.#options.firstRetryMs ?? FIRST_RETRY_MS) * 2 ** failures,
      LONGEST_RETRY_MS,
    );
    this.#change(direction, { state: 'failed', advice });
    this.#options.logger.warn({ engine: 'local', direction, kind, status, retryMs }, advice);
    this.#retries.set(direction, setTimeout(() => this.#begin(direction), retryMs).unref());
  }

  /** Shows what has come, and logs each quarter of it. */
  #progressOf(direction: string): (receivedBytes: number) => void {
    let logged = -1;
    return (receivedBytes) => {
      this.#change(direction, { state: 'downloading', receivedBytes });
      const download = this.#downloads.get(direction);
      if (download === undefined) return;
      const quarter = Math.floor((4 * receivedBytes) / download.totalBytes);
      if (quarter <= logged) return;
      logged = quarter;
      this.#options.logger.info(
        { engine: 'local', direction, progress: progressOf(download) },
        'translation model on its way',
      );
    };
  }

  #change(direction: string, changes: Partial<ModelDownload>): void {
    const download = this.#downloads.get(direction);
    if (download === undefined) return;
    const { advice: _past, ...rest } = download;
    this.#downloads.set(direction, { ...rest, ...changes });
  }
}

/** "Spanish: 12 of 25 MB" */
export function progressOf({
  language,
  receivedBytes,
  totalBytes,
}: Pick<ModelDownload, 'language' | 'receivedBytes' | 'totalBytes'>): string {
  return `${describeLanguage(language).name}: ${megabytes(receivedBytes)} of ${megabytes(totalBytes)} MB`;
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1_000_000);
}

function directionOf(name: string): Direction {
  const [from = '', to = ''] = name.split('-');
  return { from, to };
}
