import type { Preferences } from '../../shared/panel-protocol.ts';
import { routes } from '../../shared/routes.ts';
import { type ApiClient, ApiError } from '../api/api-client.ts';

export interface PreferencesStoreOptions {
  readonly api: Pick<ApiClient, 'get' | 'send'>;
  /** Best effort: a Zoom client may forbid storage, or forget it. */
  readonly storage?: () => Storage;
}

const STORAGE_KEY = 'translated-captions';
/** Captions do not wait longer than this for somebody's preferences. */
const LOAD_LIMIT_MS = 1_500;

/** What this person chose: kept by the server for a known Zoom user, in the browser's storage for a guest. */
export class PreferencesStore {
  readonly #options: PreferencesStoreOptions;
  readonly #listeners = new Set<() => void>();
  #preferences: Preferences;
  #changedHere = false;
  #serverKeepsNothing = false;

  constructor(options: PreferencesStoreOptions) {
    this.#options = options;
    this.#preferences = storedPreferences(options.storage);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): Preferences => this.#preferences;

  /** Takes over what the server knows; a choice already made on this page wins. Never rejects. */
  async load(): Promise<void> {
    const known = await Promise.race([
      this.#options.api.get<Preferences | null>(routes.preferences).catch(() => null),
      new Promise<null>((resolve) => setTimeout(resolve, LOAD_LIMIT_MS, null)),
    ]);
    if (known === null || this.#changedHere) return;
    this.#replace({ ...this.#preferences, ...known });
  }

  /** Changes at once, remembers in the background. */
  update(change: Preferences): void {
    this.#changedHere = true;
    this.#replace({
      ...this.#preferences,
      ...change,
      display: { ...this.#preferences.display, ...change.display },
    });
    if (this.#serverKeepsNothing) return;
    this.#options.api.send('PUT', routes.preferences, this.#preferences).catch((error) => {
      // A guest has no place on the server: the browser's own storage has to do.
      if (error instanceof ApiError && error.status === 403) this.#serverKeepsNothing = true;
    });
  }

  #replace(preferences: Preferences): void {
    this.#preferences = preferences;
    try {
      storageOf(this.#options.storage).setItem(STORAGE_KEY, JSON.stringify(preferences));
    } catch {
      // Storage is best effort.
    }
    for (const listener of this.#listeners) listener();
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
