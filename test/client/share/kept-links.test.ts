import { describe, expect, it } from 'vitest';
import { hideToken, keepLanguage, keptToken, type LinkPlace } from '../../../client/share/kept-links.ts';

/** One tab: its address, the entry of its history, and its storage, or none. */
class Tab implements LinkPlace {
  readonly location = { hash: '', pathname: '/home', search: '?view=projector' };
  readonly #state: { current: unknown } = { current: null };
  readonly #stored: Map<string, string> | undefined;

  constructor(hasStorage = true) {
    this.#stored = hasStorage ? new Map() : undefined;
  }

  get history(): LinkPlace['history'] {
    const { location } = this;
    const state = this.#state;
    return {
      get state() {
        return state.current;
      },
      replaceState: (next, _unused, url) => {
        state.current = next;
        const { pathname, search, hash } = new URL(String(url), 'https://captions.example');
        Object.assign(location, { pathname, search, hash });
      },
    };
  }

  readonly storage: LinkPlace['storage'] = () => {
    const stored = this.#stored;
    if (stored === undefined) throw new DOMException('forbidden', 'SecurityError');
    return {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
    };
  };

  /** Goes to an address as a person does; its entry of the history is new. */
  go(hash: string): void {
    this.location.hash = hash;
    this.#state.current = null;
    hideToken(this);
  }

  get name(): string {
    return new URLSearchParams(this.location.hash.slice(1)).get('link') ?? '';
  }
}

const [first, second] = ['first-token-of-a-link', 'second-token-of-a-link'];

describe('the token of a share link', () => {
  it.each([true, false])('leaves the address, and stays with the tab (storage: %s)', (hasStorage) => {
    const tab = new Tab(hasStorage);
    tab.go(`#share=${first}&language=pt-BR`);
    expect(JSON.stringify(tab.location)).not.toContain(first);
    expect(tab.location).toMatchObject({ pathname: '/home', search: '?view=projector' });
    expect(tab.location.hash).toBe(`#link=${tab.name}&language=pt-BR`);
    expect(keptToken(tab.name, tab)).toBe(first);
    // A reload keeps the address, the state of its entry, and the storage.
    hideToken(tab);
    expect(keptToken(tab.name, tab)).toBe(first);
  });

  it('is one of several in a tab, and each is found by the way back', () => {
    const tab = new Tab();
    tab.go(`#share=${first}`);
    const { hash } = tab.location;
    tab.go(`#share=${second}`);
    expect(tab.location.hash).not.toBe(hash);
    expect(keptToken(tab.name, tab)).toBe(second);
    tab.go(hash);
    expect(keptToken(tab.name, tab)).toBe(first);
    tab.go(`#share=${first}`);
    expect(tab.location.hash).toBe(hash);
  });

  it('does not come with an address that was copied into another tab', () => {
    const tab = new Tab();
    tab.go(`#share=${first}`);
    const other = new Tab();
    other.go(tab.location.hash);
    expect(keptToken(other.name, other)).toBeUndefined();
  });

  it('is not looked for where there is none, or where somebody has written into the storage', () => {
    const tab = new Tab();
    for (const hash of ['', '#meeting=m1', '#share=']) {
      tab.go(hash);
      expect(tab.location.hash).toBe(hash);
    }
    for (const stored of ['{', '"a"', '[["a"]]', '[["a",1]]']) {
      tab.storage().setItem('share-links', stored);
      expect(keptToken('a', tab)).toBeUndefined();
    }
  });

  it('is followed by the language that its reader has chosen', () => {
    const tab = new Tab();
    tab.go(`#share=${first}&language=pt-BR`);
    keepLanguage('de', tab);
    expect(tab.location.hash).toBe(`#link=${tab.name}&language=de`);
    expect(keptToken(tab.name, tab)).toBe(first);
    tab.go('#meeting=m1');
    keepLanguage('fr', tab);
    expect(tab.location.hash).toBe('#meeting=m1');
  });
});
