import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ApiClient } from '../../../client/api/api-client.ts';
import { PreferencesStore } from '../../../client/preferences/preferences-store.ts';
import type { Preferences } from '../../../shared/panel-protocol.ts';

describe('preferences', () => {
  it('of a known person come from the server', async () => {
    const store = new PreferencesStore({ api: apiWith({ language: 'de' }), storage: memoryStorage });
    await store.load();
    expect(store.state.get().language).toBe('de');
  });

  it('of a guest are kept in the browser', async () => {
    const storage = memoryStorage();
    const options = { api: apiWith(undefined), storage: () => storage };
    new PreferencesStore(options).update({ language: 'fr', display: { theme: 'dark' } });
    const later = new PreferencesStore(options);
    await later.load();
    expect(later.state.get()).toEqual({ language: 'fr', display: { theme: 'dark' } });
  });

  it('work where the client forbids storage', () => {
    const store = new PreferencesStore({
      api: apiWith(undefined),
      storage: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    store.update({ language: 'fr' });
    expect(store.state.get().language).toBe('fr');
  });

  it('chosen here override a late answer', async () => {
    const store = new PreferencesStore({ api: apiWith({ language: 'de' }), storage: memoryStorage });
    const loading = store.load();
    store.update({ language: 'ja' });
    await loading;
    expect(store.state.get().language).toBe('ja');
  });

  it('are sent as a whole, once after a series of changes', () => {
    const { api, store } = slowly();
    store.update({ language: 'ja' });
    for (let size = 100; size <= 150; size += 10) store.update({ display: { textSize: size } });
    expect(api.sent).toEqual([]);
    vi.advanceTimersByTime(500);
    expect(api.sent).toEqual([['PUT', '/api/preferences', { language: 'ja', display: { textSize: 150 } }]]);
  });

  it('never overtake each other on their way to the server', async () => {
    const { api, store } = slowly();
    store.update({ display: { textSize: 110 } });
    vi.advanceTimersByTime(500);
    store.update({ display: { textSize: 120 } });
    vi.advanceTimersByTime(500);
    store.update({ display: { textSize: 130 } });
    vi.advanceTimersByTime(500);
    expect(sizesOf(api)).toEqual([110]);
    await api.answer();
    expect(sizesOf(api)).toEqual([110, 130]);
  });

  it('changed while the server was away are brought to it at the next visit, not overwritten by it', async () => {
    const storage = memoryStorage();
    const away = apiWith(undefined);
    const offline = new PreferencesStore({ api: away, storage: () => storage });
    offline.update({ language: 'ja' });
    offline.flush();
    await vi.waitFor(() => expect(away.sent).toHaveLength(1));
    const api = apiWith({ language: 'de' });
    const later = new PreferencesStore({ api, storage: () => storage });
    await later.load();
    expect(later.state.get().language).toBe('ja');
    expect(api.sent).toEqual([['PUT', '/api/preferences', { language: 'ja', display: {} }]]);
    const afterwards = new PreferencesStore({ api: apiWith({ language: 'fr' }), storage: () => storage });
    await afterwards.load();
    expect(afterwards.state.get().language).toBe('fr');
  });
});

/** A server that answers when it is told to, with a clock that stands still. */
function slowly() {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const sent: [string, string, Preferences][] = [];
  let release: () => void = () => undefined;
  const api = {
    sent,
    get: () => Promise.reject(new Error('away')),
    send: (method: string, path: string, body?: unknown) => {
      sent.push([method, path, JSON.parse(JSON.stringify(body))]);
      return new Promise<never>((resolve) => {
        release = () => resolve(JSON.parse('null'));
      });
    },
    answer: async () => {
      release();
      await vi.advanceTimersByTimeAsync(0);
    },
  };
  return { api, store: new PreferencesStore({ api, storage: memoryStorage }) };
}

function sizesOf({ sent }: { readonly sent: readonly [string, string, Preferences][] }): unknown[] {
  return sent.map(([, , { display }]) => display?.textSize);
}

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
