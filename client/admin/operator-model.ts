import type { OperatorReport } from '../../shared/reports/operator-report.ts';
import { routes } from '../../shared/routes.ts';
import { ApiError, createApiClient } from '../api/api-client.ts';
import { createStore, type ReadonlyStore } from '../lib/store.ts';

/** Why the page asks for the token again. */
type Refusal = 'refused' | 'too-many' | 'unreachable' | 'switched-off';

export type OperatorState =
  | { readonly kind: 'locked'; readonly refusal?: Refusal }
  | { readonly kind: 'opening' }
  | {
      readonly kind: 'open';
      readonly report: OperatorReport;
      /** The newest request failed: these numbers are older. */
      readonly isStale: boolean;
    };

export interface OperatorModelOptions {
  /** Of this tab alone: the token is gone when it is closed. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly fetch?: typeof globalThis.fetch;
  readonly refreshMs?: number;
}

const TOKEN_KEY = 'operator-token';
/** A report costs the server a few milliseconds. */
const REFRESH_MS = 5_000;

/** The operator's token, and the newest report; asks again while the page is seen. */
export class OperatorModel {
  readonly #options: OperatorModelOptions;
  readonly #state = createStore<OperatorState>({ kind: 'locked' });
  readonly #api;
  #token: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Only the answer to the newest request counts. */
  #turn = 0;

  constructor(options: OperatorModelOptions) {
    this.#options = options;
    this.#api = createApiClient({
      token: () => this.#token,
      ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
    });
  }

  get state(): ReadonlyStore<OperatorState> {
    return this.#state;
  }

  start(): void {
    document.addEventListener('visibilitychange', this.#onVisibility);
    const token = this.#options.storage.getItem(TOKEN_KEY);
    if (token !== null) this.unlock(token);
  }

  unlock(token: string): void {
    this.#token = token;
    this.#state.set({ kind: 'opening' });
    void this.#refresh();
  }

  /** Forgets the token. */
  lock(refusal?: Refusal): void {
    clearTimeout(this.#timer);
    this.#turn += 1;
    this.#token = undefined;
    this.#options.storage.removeItem(TOKEN_KEY);
    this.#state.set(refusal === undefined ? { kind: 'locked' } : { kind: 'locked', refusal });
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#turn += 1;
    document.removeEventListener('visibilitychange', this.#onVisibility);
  }

  readonly #onVisibility = (): void => {
    clearTimeout(this.#timer);
    if (document.visibilityState === 'visible' && this.#token !== undefined) void this.#refresh();
  };

  async #refresh(): Promise<void> {
    clearTimeout(this.#timer);
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const report = await this.#api.get<OperatorReport>(routes.adminReport);
      if (turn !== this.#turn || this.#token === undefined) return;
      this.#options.storage.setItem(TOKEN_KEY, this.#token);
      this.#state.set({ kind: 'open', report, isStale: false });
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#failed(error);
    }
    if (this.#token === undefined || document.visibilityState !== 'visible') return;
    this.#timer = setTimeout(() => void this.#refresh(), this.#options.refreshMs ?? REFRESH_MS);
  }

  #failed(error: unknown): void {
    const status = error instanceof ApiError ? error.status : undefined;
    const state = this.#state.get();
    if (status === 401) this.lock('refused');
    else if (status === 404) this.lock('switched-off');
    else if (state.kind === 'open') this.#state.set({ ...state, isStale: true });
    else this.lock(status === 429 ? 'too-many' : 'unreachable');
  }
}
