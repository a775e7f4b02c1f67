import type { PagePerson, PageSaid } from '../page-protocol.ts';
import { element } from './element.ts';

/** Those of the panel, light and dark, by the order in which people are first heard: client/theme/tokens.css. */
const colours = [
  ['#3c5ae1', '#9678e1'],
  ['#69001e', '#fff078'],
  ['#1e785a', '#4b9669'],
  ['#d2004b', '#ffb4ff'],
  ['#5a5a00', '#a5961e'],
  ['#4b2d96', '#78ffe1'],
  ['#964b78', '#e178a5'],
  ['#5a0f4b', '#a5c387'],
] as const;
const rightToLeft = new Set(['ar']);
const mostLines = 80;

/** The tiles and the running list. */
export class Stage {
  readonly #tiles: HTMLElement;
  readonly #said: HTMLElement;
  readonly #people = new Map<string, { person: PagePerson; tile: HTMLElement }>();
  #speaking: readonly string[] = [];
  /** The line each speaker has not finished yet. */
  readonly #open = new Map<string, HTMLElement>();

  constructor(tiles: HTMLElement, said: HTMLElement) {
    this.#tiles = tiles;
    this.#said = said;
    // A scroll area must be reachable by keyboard.
    said.tabIndex = 0;
  }

  /** @returns the people in the order they are shown. */
  show(people: readonly PagePerson[], said: readonly PageSaid[]): void {
    this.#people.clear();
    this.#open.clear();
    this.#said.replaceChildren();
    for (const person of people) {
      this.#people.set(person.key, { person, tile: tileOf(person) });
    }
    this.#tiles.replaceChildren(...[...this.#people.values()].map(({ tile }) => tile));
    for (const line of said) this.add(line);
    this.#said.scrollTop = this.#said.scrollHeight;
    this.speaking(this.#speaking);
  }

  /** Gives the element the colour of the person of this name, here as on the wall. */
  paint(element: HTMLElement, name: string): void {
    const known = [...this.#people.values()].find(({ person }) => person.name === name);
    if (known !== undefined) paint(element, known.person);
  }

  speaking(keys: readonly string[]): void {
    this.#speaking = keys;
    for (const [key, { tile }] of this.#people) tile.classList.toggle('speaking', keys.includes(key));
  }

  add({ speaker, text, language, captured }: PageSaid): void {
    const known = this.#people.get(speaker);
    if (known === undefined) return;
    const isAtEnd = this.#said.scrollHeight - this.#said.scrollTop - this.#said.clientHeight < 40;
    const line = this.#open.get(speaker) ?? this.#newLine(known.person, language);
    const piece = element('span', captured ? '' : 'missed', `${text} `);
    if (!captured) piece.title = 'Said while no stream was carrying it';
    line.append(piece);
    if (/[.!?؟。！？]$/.test(text)) this.#open.delete(speaker);
    else this.#open.set(speaker, line);
    if (isAtEnd) this.#said.scrollTop = this.#said.scrollHeight;
  }

  /** To the newest line: a hidden list does not scroll. */
  follow(): void {
    this.#said.scrollTop = this.#said.scrollHeight;
  }

  #newLine(person: PagePerson, language: string): HTMLElement {
    const who = element('span', 'who', person.name);
    paint(who, person);
    who.dir = 'auto';
    const words = element('span', 'words', '');
    words.lang = language;
    words.dir = rightToLeft.has(language) ? 'rtl' : 'ltr';
    const line = element('li', '', '');
    line.append(who, words);
    this.#said.append(line);
    while (this.#said.childElementCount > mostLines) this.#said.firstElementChild?.remove();
    return words;
  }
}

function tileOf(person: PagePerson): HTMLElement {
  const avatar = element('div', 'avatar', initials(person.name));
  avatar.ariaHidden = 'true';
  avatar.dataset.avatar = '';
  const name = element('span', '', person.name);
  name.dataset.name = '';
  name.dir = 'auto';
  const label = element('div', 'name', '');
  label.append(
    name,
    element('span', '', [person.languageName, person.title].filter((part) => part !== '').join(' · ')),
  );
  const tile = element('li', 'tile', '');
  tile.dataset.person = person.key;
  paint(tile, person);
  tile.append(avatar, label);
  return tile;
}

/** The reader's system decides between light and dark, as in the panel. */
function paint(element: HTMLElement, { order }: PagePerson): void {
  const [light, dark] = colours[order % colours.length] ?? colours[0];
  element.style.setProperty('--light', light);
  element.style.setProperty('--dark', dark);
}

/** Latin initials run together; joined, Arabic ones would look like a word. */
function initials(name: string): string {
  const words = name.split(/\s+/).map((word) => word.replace(/^ال/, ''));
  const letters = [words.at(0), words.length > 1 ? words.at(-1) : ''].map(
    (word) => [...(word ?? '')][0] ?? '',
  );
  return /\p{Script=Arabic}/u.test(name) ? letters.join(' ') : letters.join('');
}
