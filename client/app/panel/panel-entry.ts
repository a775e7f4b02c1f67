import { createStore, type ReadonlyStore } from '../../lib/store.ts';
import { connectZoom, isFramed } from '../../zoom/connect-zoom.ts';
import type { ZoomConnection } from '../../zoom/zoom-client.ts';
import type { PageFacts } from '../page-facts.ts';
import { ReaderModel } from '../reader/reader-model.ts';

export type PanelState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'outside' }
  | { readonly kind: 'silent' }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'inside'; readonly reader: ReaderModel };

export interface PanelEntryOptions {
  readonly facts: PageFacts;
  readonly connect?: () => Promise<ZoomConnection>;
  readonly framed?: boolean;
}

/** Zoom's web client answers in milliseconds; the SDK's own time limit is ten seconds. */
const SILENT_FRAME_MS = 2_500;

/** Entry of the panel: connects to the Zoom client around it, or reports that there is none. */
export class PanelEntry {
  readonly #options: PanelEntryOptions;
  readonly #state = createStore<PanelState>({ kind: 'connecting' });
  #closed = false;

  constructor(options: PanelEntryOptions) {
    this.#options = options;
  }

  get state(): ReadonlyStore<PanelState> {
    return this.#state;
  }

  async start(): Promise<void> {
    const framed = this.#options.framed ?? isFramed();
    // A later answer of a slow client still replaces this state.
    const timer = framed
      ? setTimeout(() => this.#state.set({ kind: 'outside' }), SILENT_FRAME_MS)
      : undefined;
    const connection = await (this.#options.connect ?? connectZoom)();
    clearTimeout(timer);
    if (connection.kind !== 'connected') {
      this.#state.set(connection);
      return;
    }
    const { zoom } = connection;
    if (this.#closed) {
      zoom.close();
      return;
    }
    const reader = new ReaderModel({
      facts: this.#options.facts,
      zoom,
      proof: async () => ({ context: await zoom.appContext() }),
    });
    reader.start();
    this.#state.set({ kind: 'inside', reader });
  }

  /** Ends the connections to the server and to the Zoom client. */
  close(): void {
    this.#closed = true;
    const state = this.#state.get();
    if (state.kind !== 'inside') return;
    state.reader.close();
    state.reader.zoom?.close();
  }
}
