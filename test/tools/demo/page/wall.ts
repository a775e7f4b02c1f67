import type { PageEvent, PageWall, WallCell, WallLanguage } from '../page-protocol.ts';
import { element } from './element.ts';

const mostRows = 40;
const followWithinPx = 40;

interface Row {
  readonly position: number;
  readonly id: string;
  readonly line: HTMLTableRowElement;
  readonly cells: ReadonlyMap<string, HTMLTableCellElement>;
}

/** The same meeting in several languages at once: a row for each line, a column for each language. */
export class Wall {
  readonly #table: HTMLTableElement;
  readonly #paint: (element: HTMLElement, name: string) => void;
  readonly #states = new Map<string, HTMLElement>();
  #rows: Row[] = [];
  #languages: readonly WallLanguage[] = [];
  #isFollowing = true;
  /** Of the frame when it was last measured: a change of size scrolls as well, and is no reader's scroll. */
  #height = 0;

  constructor(table: HTMLTableElement, paint: (element: HTMLElement, name: string) => void) {
    this.#table = table;
    this.#paint = paint;
    const frame = table.parentElement;
    if (frame === null) return;
    // Scrolled by keyboard as well.
    frame.tabIndex = 0;
    frame.addEventListener('scroll', () => {
      const { scrollHeight, scrollTop, clientHeight } = frame;
      if (clientHeight === this.#height)
        this.#isFollowing = scrollHeight - scrollTop - clientHeight < followWithinPx;
    });
    new ResizeObserver(() => {
      this.#height = frame.clientHeight;
      this.follow();
    }).observe(frame);
  }

  show({ languages, cells }: PageWall): void {
    this.#languages = languages;
    this.#rows = [];
    this.#states.clear();
    const heads = languages.map(({ language, name, state, label }) => {
      const head = element('th', '', '');
      const status = element('span', 'state', label);
      head.scope = 'col';
      head.lang = language;
      head.dir = directionOf(language);
      head.append(element('span', '', name), status);
      this.#states.set(language, status);
      status.dataset.state = state;
      return head;
    });
    const line = element('tr', '', '');
    line.append(unseenHead(), ...heads);
    const body = element('tbody', '', '');
    const top = element('thead', '', '');
    top.append(line);
    this.#table.replaceChildren(top, body);
    this.add(cells);
  }

  add(cells: readonly WallCell[]): void {
    for (const cell of cells) this.#put(cell);
    while (this.#rows.length > mostRows) this.#rows.shift()?.line.remove();
    this.follow();
  }

  remove({ language, ids }: Extract<PageEvent, { type: 'wall-removed' }>): void {
    for (const row of this.#rows.filter(({ id }) => ids.includes(id))) {
      row.cells.get(language)?.replaceChildren();
      if (![...row.cells.values()].some(({ textContent }) => textContent !== '')) row.line.remove();
    }
    this.#rows = this.#rows.filter(({ line }) => line.isConnected);
  }

  setState({ language, state, label }: Extract<PageEvent, { type: 'wall-status' }>): void {
    const status = this.#states.get(language);
    if (status === undefined) return;
    status.textContent = label;
    status.dataset.state = state;
  }

  /** To the newest line, unless somebody has scrolled up. */
  follow(): void {
    const frame = this.#table.parentElement;
    if (frame !== null && this.#isFollowing) frame.scrollTop = frame.scrollHeight;
  }

  #put(cell: WallCell): void {
    const row = this.#rows.find(({ id }) => id === cell.id) ?? this.#newRow(cell);
    const place = row.cells.get(cell.language);
    if (place === undefined) return;
    const words = element('span', '', cell.text);
    words.lang = cell.textLanguage;
    words.dir = directionOf(cell.textLanguage);
    const isChanged = place.textContent !== '' && cell.kind === 'caption' && cell.isCorrected;
    place.replaceChildren(words);
    if (cell.kind === 'gap') return;
    place.dataset.origin = cell.origin;
    place.dataset.settled = String(cell.isSettled);
    if (cell.isCorrected) place.dataset.corrected = 'true';
    if (cell.origin === 'untranslated') place.append(element('small', '', 'not translated'));
    if (cell.isCorrected) place.append(element('small', '', 'corrected'));
    if (isChanged) place.classList.add('changed');
  }

  #newRow(cell: WallCell): Row {
    const line = element('tr', cell.kind, '');
    const cells = new Map(
      this.#languages.map(({ language }) => {
        const place = element('td', '', '');
        place.dir = directionOf(language);
        return [language, place] as const;
      }),
    );
    line.append(cell.kind === 'gap' ? element('th', '', '') : this.#speaker(cell.speaker), ...cells.values());
    const row = { id: cell.id, position: cell.position, line, cells };
    const after = this.#rows.findIndex(({ position }) => position > cell.position);
    const next = after < 0 ? undefined : this.#rows[after];
    this.#rows.splice(after < 0 ? this.#rows.length : after, 0, row);
    this.#table.tBodies[0]?.insertBefore(line, next?.line ?? null);
    return row;
  }

  #speaker(name: string): HTMLElement {
    const head = element('th', '', '');
    head.scope = 'row';
    const who = element('span', 'who', name);
    who.dir = 'auto';
    this.#paint(who, name);
    head.append(who);
    return head;
  }
}

const rightToLeft = new Set(['ar', 'fa', 'he', 'ur']);

function directionOf(language: string): 'ltr' | 'rtl' {
  return rightToLeft.has(language.split('-', 1)[0] ?? '') ? 'rtl' : 'ltr';
}

function unseenHead(): HTMLElement {
  const head = element('th', '', '');
  head.scope = 'col';
  head.append(element('span', 'visually-hidden', 'Speaker'));
  return head;
}
