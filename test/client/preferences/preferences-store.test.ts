import { describe, expect, it } from 'vitest';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { PreferencesStore } from '../../../client/preferences/preferences-store.ts';
import type { Preferences } from '../../../shared/panel-protocol.ts';

describe('preferences', () => {
  it('of a known person come from the server', async () => {
    const store = new PreferencesStore({ api: apiWith({ language: 'de' }), storage: memoryStorage });
    await store.load();
    expect(store.getSnapshot().language).toBe('de');
  });

  it('of a guest survive in the browser', async () => {
    const storage = memoryStorage();
    const options = { api: apiWith(undefined), storage: () => storage };
    new PreferencesStore(options).update({ language: 'fr', display: { theme: 'dark' } });
    const later = new PreferencesStore(options);
    await later.load();
    expect(later.getSnapshot()).toEqual({ language: 'fr', display: { theme: 'dark' } });
  });

  it('work where the client forbids storage', () => {
    const store = new PreferencesStore({
      api: apiWith(undefined),
      storage: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    store.update({ language: 'fr' });
    expect(store.getSnapshot().language).toBe('fr');
  });

  it('chosen here win over an answer that comes late', async () => {
    const store = new PreferencesStore({ api: apiWith({ language: 'de' }), storage: memoryStorage });
    const loading = store.load();
    store.update({ language: 'ja' });
    await loading;
    expect(store.getSnapshot().language).toBe('ja');
  });

  it('are kept by the server as a whole, and changed in parts', () => {
    const api = apiWith(undefined);
    const store = new PreferencesStore({ api, storage: memoryStorage });
    store.update({ language: 'ja' });
    store.update({ display: { textSize: 150 } });
    expect(api.sent[1]).toEqual(['PUT', '/api/preferences', { language: 'ja', display: { textSize: 150 } }]);
  });
});

/** A server that knows these preferences, or refuses, as it does for guests; it remembers what it was sent last. */
function apiWith(
  known: Preferences | undefined,
): Pick<ApiClient, 'get' | 'send'> & { readonly sent: unknown[] } {
  const sent: unknown[] = [];
  const answer = async () => {
    if (known === undefined) throw new Error('refused');
    return JSON.parse(JSON.stringify(known));
  };
  return {
    sent,
    get: answer,
    send: (...request) => {
      sent.push(request);
      return answer();
    },
  };
}

function memoryStorage(): Storage {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => values.set(key, value),
    removeItem: (key) => values.delete(key),
    clear: () => values.clear(),
    key: () => null,
    get length() {
      return values.size;
    },
  };
}
