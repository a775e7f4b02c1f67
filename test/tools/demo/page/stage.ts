import type { PagePerson, PageSaid } from '../page-protocol.ts';

/** Calm, told apart on a dark floor, and with dark initials on them. */
const colours = ['#8fb8f2', '#f0b88a', '#9fd6a4', '#e4a3c4', '#c9b5f0', '#e5d58a'];
const rightToLeft = new Set(['ar']);
const mostLines = 80;

/** The tiles and the running list. */
export class Stage {
  readonly #tiles: HTMLElement;
  readonly #said: HTMLElement;
  readonly #people = new Map<string, { person: PagePerson; colour: string; tile: HTMLElement }>();
  /** The line each speaker has not finished yet. */
  readonly #open = new Map<string, HTMLElement>();

  constructor(tiles: HTMLElement, said: HTMLElement) {
    this.#tiles = tiles;
    this.#said = said;
  }

  /** @returns the people in the order they are shown. */
  show(people: readonly PagePerson[], said: readonly PageSaid[]): void {
    this.#people.clear();
    this.#open.clear();
    this.#said.replaceChildren();
    for (const [index, person] of people.entries()) {
      const colour = colours[index % colours.length] ?? '#cccccc';
      this.#people.set(person.key, { person, colour, tile: tileOf(person, colour) });
    }
    this.#tiles.replaceChildren(...[...this.#people.values()].map(({ tile }) => tile));
    for (const line of said) this.add(line);
  }

  speaking(keys: readonly string[]): void {
    for (const [key, { tile }] of this.#people) tile.classList.toggle('speaking', keys.includes(key));
  }

  add({ speaker, text, captured }: PageSaid): void {
    const known = this.#people.get(speaker);
    if (known === undefined) return;
    const isAtEnd = this.#said.scrollHeight - this.#said.scrollTop - this.#said.clientHeight < 40;
    const line = this.#open.get(speaker) ?? this.#newLine(known.person, known.colour);
    const piece = element('span', captured ? '' : 'missed', `${text} `);
    if (!captured) piece.title = 'Said while no stream was carrying it';
    line.append(piece);
    if (/[.!?؟]$/.test(text)) this.#open.delete(speaker);
    else this.#open.set(speaker, line);
    if (isAtEnd) this.#said.scrollTop = this.#said.scrollHeight;
  }

  #newLine(person: PagePerson, colour: string): HTMLElement {
    const who = element('span', 'who', person.name);
    who.style.setProperty('--colour', colour);
    who.dir = 'auto';
    const words = element('span', 'words', '');
    words.lang = person.language;
    words.dir = rightToLeft.has(person.language) ? 'rtl' : 'ltr';
    const line = element('li', '', '');
    line.append(who, words);
    this.#said.append(line);
    while (this.#said.childElementCount > mostLines) this.#said.firstElementChild?.remove();
    return words;
  }
}

function tileOf(person: PagePerson, colour: string): HTMLElement {
  const avatar = element('div', 'avatar', initials(person.name));
  avatar.ariaHidden = 'true';
  const name = element('span', '', person.name);
  name.dir = 'auto';
  const label = element('div', 'name', '');
  label.append(name, element('span', '', `${person.title} · ${person.languageName}`));
  const tile = element('li', 'tile', '');
  tile.style.setProperty('--colour', colour);
  tile.style.setProperty('--shade', `${colour}33`);
  tile.append(avatar, label);
  return tile;
}

/** Latin initials run together; joined, Arabic ones would look like a word. */
function initials(name: string): string {
  const words = name.split(/\s+/).map((word) => word.replace(/^ال/, ''));
  const letters = [words.at(0), words.length > 1 ? words.at(-1) : ''].map(
    (word) => [...(word ?? '')][0] ?? '',
  );
  return /\p{Script=Arabic}/u.test(name) ? letters.join(' ') : letters.join('');
}

function element(tag: string, className: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
