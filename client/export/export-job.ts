import type { ExportAnswer, ExportRequest } from '../../shared/reports/transcript-export.ts';
import { ApiError } from '../api/api-client.ts';
import { createStore, type ReadonlyStore } from '../lib/store.ts';

export type ExportState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'preparing'; readonly translated: number; readonly total: number }
  | { readonly kind: 'ready'; readonly url: string; readonly untranslated: number }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface ExportJobOptions {
  readonly ask: (request: ExportRequest) => Promise<ExportAnswer>;
  /** Opens the address, which works once. */
  readonly open: (url: string) => void;
  readonly pauseMs?: number;
}

/** The server answers after a moment by itself. */
const PAUSE_MS = 400;
/** A lost answer or a busy server ends nothing; three in a row do. */
const FAILURES_IN_A_ROW = 3;

/** Asks for a file until it is ready, and opens it. Who stops asking ends the work of the server. */
export class ExportJob {
  readonly #options: ExportJobOptions;
  readonly #state = createStore<ExportState>({ kind: 'idle' });
  /** Only the newest wish counts. */
  #turn = 0;

  constructor(options: ExportJobOptions) {
    this.#options = options;
  }

  get state(): ReadonlyStore<ExportState> {
    return this.#state;
  }

  async start(request: ExportRequest): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    let failures = 0;
    this.#state.set({ kind: 'preparing', translated: 0, total: 0 });
    while (turn === this.#turn) {
      try {
        const answer = await this.#options.ask(request);
        failures = 0;
        if (turn !== this.#turn) return;
        if (this.#hear(answer)) return;
      } catch (error) {
        failures += 1;
        const isFinal = error instanceof ApiError && (!error.retryable || error.status === 429);
        if (turn !== this.#turn) return;
        if (isFinal || failures >= FAILURES_IN_A_ROW) return this.#state.set({ kind: 'failed', error });
      }
      await new Promise((resolve) => setTimeout(resolve, this.#options.pauseMs ?? PAUSE_MS));
    }
  }

  cancel(): void {
    this.#turn += 1;
    this.#state.set({ kind: 'idle' });
  }

  /** @returns whether the file is ready. */
  #hear(answer: ExportAnswer): boolean {
    if (answer.state === 'preparing') {
      const { translated, total } = answer;
      this.#state.set({ kind: 'preparing', translated, total });
      return false;
    }
    const { url, untranslated } = answer;
    this.#state.set({ kind: 'ready', url, untranslated });
    this.#options.open(url);
    return true;
  }
}
