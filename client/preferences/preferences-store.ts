import type { Preferences } from '../../shared/panel-protocol.ts';
import { routes } from '../../shared/routes.ts';
import { type ApiClient, ApiError } from '../api/api-client.ts';
import { createStore, type ReadonlyStore, type Store } from '../lib/store.ts';

export interface PreferencesStoreOptions {
  readonly api: Pick<ApiClient, 'get' | 'send'>;
  /** Best effort: a Zoom client may forbid or clear storage. */
  readonly storage?: () => Storage;
}

const STORAGE_KEY = 'translated-captions';
/** Set while the server may not have the newest choice. */
const UNSENT_KEY = 'translated-captions-unsent';
/** Delay before sending: dragging a colour makes many changes. */
const SEND_AFTER_MS = 500;
/** Longest delay of the first caption by loading preferences. */
const LOAD_LIMIT_MS = 1_500;

/** What this person chose: kept by the server for a known Zoom user, in the browser's storage for a guest. */
export class PreferencesStore {
  readonly #options: PreferencesStoreOptions;
  readonly #state: Store<Preferences>;
  #changedHere = false;
  #serverKeepsNothing = false;
  #sendTimer: ReturnType<typeof setTimeout> | undefined;
  /** The request under way; one at a time keeps their order. */
  #sending: Promise<void> | undefined;

  constructor(options: PreferencesStoreOptions) {
    this.#options = options;
    this.#state = createStore(storedPreferences(options.storage));
  }

  get state(): ReadonlyStore<Preferences> {
    return this.#state;
  }

  /** Loads the server's preferences, unless there are unsent ones: those are sent instead. Never rejects. */
  async load(): Promise<void> {
    if (this.#isUnsent) {
      await this.#limited(this.#send());
      return;
    }
    const known = await this.#limited(
      this.#options.api.get<Preferences | null>(routes.preferences).catch(() => null),
    );
    if (known === null || known === undefined || this.#changedHere) return;
    this.#replace({ ...this.#state.get(), ...known });
  }

  /** Changes at once, stores and sends in the background. */
  update(change: Preferences): void {
    this.#changedHere = true;
    const before = this.#state.get();
    this.#replace({ ...before, ...change, display: { ...before.display, ...change.display } });
    if (this.#serverKeepsNothing) return;
    this.#store(UNSENT_KEY, '1');
    clearTimeout(this.#sendTimer);
    this.#sendTimer = setTimeout(() => void this.#send(), SEND_AFTER_MS);
  }

  /** Sends unsent preferences now: the page may be closed next. */
  flush(): void {
    if (this.#sendTimer !== undefined) void this.#send();
  }

  /** Sends the newest choice, and what it becomes meanwhile after that. Never rejects. */
  #send(): Promise<void> {
    clearTimeout(this.#sendTimer);
    this.#sendTimer = undefined;
    this.#sending ??= this.#sendUntilSame().finally(() => {
      this.#sending = undefined;
    });
    return this.#sending;
  }

  async #sendUntilSame(): Promise<void> {
    let sent: Preferences | undefined;
    try {
      while (sent !== this.#state.get()) {
        sent = this.#state.get();
        await this.#options.api.send('PUT', routes.preferences, sent);
      }
      this.#store(UNSENT_KEY, '');
    } catch (error) {
      // A guest has no place on the server: the browser's own storage has to do. Else the next change or visit tries again.
      if (!(error instanceof ApiError) || error.status !== 403) return;
      this.#serverKeepsNothing = true;
      this.#store(UNSENT_KEY, '');
    }
  }

  get #isUnsent(): boolean {
    try {
      return storageOf(this.#options.storage).getItem(UNSENT_KEY) === '1';
    } catch {
      return false;
    }
  }

  #limited<T>(answer: Promise<T>): Promise<T | undefined> {
    return Promise.race([
      answer,
      new Promise<undefined>((resolve) => setTimeout(resolve, LOAD_LIMIT_MS, undefined)),
    ]);
  }

  #replace(preferences: Preferences): void {
    this.#store(STORAGE_KEY, JSON.stringify(preferences));
    this.#state.set(preferences);
  }

  #store(key: string, value: string): void {
    try {
      storageOf(this.#options.storage).setItem(key, value);
    } catch {
      // Storage is best effort.
    }
  }
}

/** The preferences in the browser's storage; empty where storage is forbidden. */
export function storedPreferences(storage?: () => Storage): Preferences {
  try {
    const stored: unknown = JSON.parse(storageOf(storage).getItem(STORAGE_KEY) ?? '{}');
    return typeof stored === 'object' && stored !== null ? stored : {};
  } catch {
    return {};
  }
}

/** Throws where storage is forbidden. */
function storageOf(storage: (() => Storage) | undefined): Storage {
  return (storage ?? (() => globalThis.localStorage))();
}
