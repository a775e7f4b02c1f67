/**
 * The token of a share link leaves the address at once: an address is read over a shoulder, in a history, on a shared
 * screen. It stays with the tab, so that a reload, a duplicate and the way back work; an address that was copied leads nowhere.
 */

const STORAGE_KEY = 'share-links';
/** A tab that is opened by one link after another forgets the oldest. */
const MAX_KEPT = 20;
/** Enough that links in one tab do not meet: it is a name, no secret. */
const NAME_BYTES = 6;

/** Where a page keeps them; parameters for tests. */
export interface LinkPlace {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  readonly history: Pick<History, 'replaceState' | 'state'>;
  /** Throws where the browser forbids storage. */
  readonly storage: () => Pick<Storage, 'getItem' | 'setItem'>;
}

const ofPage = (): LinkPlace => ({
  location: window.location,
  history: window.history,
  storage: () => window.sessionStorage,
});

/** Replaces `#share=<token>&…` by `#link=<name>&…`, and keeps the token under that name. Does nothing for other addresses. */
export function hideToken(place: LinkPlace = ofPage()): void {
  const { location, history } = place;
  const values = new URLSearchParams(location.hash.replace(/^#/, ''));
  const token = values.get('share');
  if (token === null || token === '') return;
  const kept = keptLinks(place);
  const known = [...kept].find(([, each]) => each === token)?.[0];
  const name = known ?? newName();
  values.delete('share');
  const rest = new URLSearchParams([['link', name], ...values]);
  // Where storage is forbidden, the entry of the history keeps it, through a reload too.
  history.replaceState({ link: name, share: token }, '', `${location.pathname}${location.search}#${rest}`);
  kept.delete(name);
  kept.set(name, token);
  try {
    place.storage().setItem(STORAGE_KEY, JSON.stringify([...kept].slice(-MAX_KEPT)));
  } catch {
    // Its entry of the history has it.
  }
}

/** The token that was kept under this name; `undefined`: the address comes from elsewhere. */
export function keptToken(name: string, place: LinkPlace = ofPage()): string | undefined {
  return keptLinks(place).get(name) ?? tokenIn(place.history.state, name);
}

/** Writes the language that is read now into the address, so that a reload and a way back show it again. */
export function keepLanguage(language: string, place: LinkPlace = ofPage()): void {
  const { location, history } = place;
  const values = new URLSearchParams(location.hash.replace(/^#/, ''));
  if (!values.has('link')) return;
  values.set('language', language);
  history.replaceState(history.state, '', `${location.pathname}${location.search}#${values}`);
}

function keptLinks({ storage }: LinkPlace): Map<string, string> {
  try {
    const stored: unknown = JSON.parse(storage().getItem(STORAGE_KEY) ?? '[]');
    return new Map(Array.isArray(stored) ? stored.filter(isPair) : []);
  } catch {
    return new Map();
  }
}

function isPair(value: unknown): value is readonly [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((each) => typeof each === 'string');
}

function tokenIn(state: unknown, name: string): string | undefined {
  if (typeof state !== 'object' || state === null || !('link' in state) || !('share' in state))
    return undefined;
  return state.link === name && typeof state.share === 'string' ? state.share : undefined;
}

function newName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(NAME_BYTES));
  return [...bytes].map((byte) => byte.toString(36).padStart(2, '0')).join('');
}
