import type { Preferences } from '../../shared/panel-protocol.ts';
import { routes } from '../../shared/routes.ts';
import { type ApiClient, ApiError } from '../api/api-client.ts';
import { createStore, type ReadonlyStore, type Store } from '../lib/store.ts';

export interface PreferencesStoreOptions {
  readonly api: Pick<ApiClient, 'get' | 'send'>;
  /** Best effort: a Zoom client may forbid storage, or forget it. */
  readonly storage?: () => Storage;
}

const STORAGE_KEY = 'translated-captions';
/** Set while the server may not have the newest choice. */
const UNSENT_KEY = 'translated-captions-unsent';
/** A colour that is dragged, or a size on its way through ten others, is sent once it has been found. */
const SEND_AFTER_MS = 500;
/** Captions do not wait longer than this for somebody's preferences. */
const LOAD_LIMIT_MS = 1_500;

/** What this person chose: kept by the server for a known Zoom user, in the browser's storage for a guest. */
export class PreferencesStore {
  readonly #options: PreferencesStoreOptions;
  readonly #state: Store<Preferences>;
  #changedHere = false;
  #serverKeepsNothing = false;
  #sendTimer: ReturnType<typeof setTimeout> | undefined;
  /** The one request under way: two at once might arrive in the other order. */
  #sending: Promise<void> | undefined;

  constructor(options: PreferencesStoreOptions) {
    this.#options = options;
    this.#state = createStore(storedPreferences(options.storage));
  }

  get state(): ReadonlyStore<Preferences> {
    return this.#state;
  }

  /** Takes over what the server knows; what was chosen here and never reached it wins. Never rejects. */
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

  /** Changes at once, remembers in the background. */
  update(change: Preferences): void {
    this.#changedHere = true;
    const before = this.#state.get();
    this.#replace({ ...before, ...change, display: { ...before.display, ...change.display } });
    if (this.#serverKeepsNothing) return;
    this.#store(UNSENT_KEY, '1');
    clearTimeout(this.#sendTimer);
    this.#sendTimer = setTimeout(() => void this.#send(), SEND_AFTER_MS);
  }

  /** What waits to be sent goes now: nobody knows whether the page will be there in a moment. */
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

/** What this browser remembers, as far as it is allowed to. */
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
