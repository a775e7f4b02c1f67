import type { TypedAdvice, WallCell } from '../page-protocol.ts';
import { element } from './element.ts';

const languageNames = new Intl.DisplayNames('en', { type: 'language' });

/** Says under the input when nothing on this machine translates what was typed, and what would. */
export class TypedSentences {
  readonly #place: HTMLElement;
  readonly #typed = new Set<string>();
  #untranslated = new Set<string>();
  #newest = '';
  #advice: readonly TypedAdvice[] = [];

  constructor(place: HTMLElement) {
    this.#place = place;
  }

  setAdvice(advice: readonly TypedAdvice[]): void {
    this.#advice = advice;
  }

  typed(sentence: string): void {
    this.#typed.add(sentence);
    this.#newest = sentence;
    this.#untranslated = new Set();
    this.#place.hidden = true;
  }

  see(cells: readonly WallCell[]): void {
    const before = this.#untranslated.size;
    for (const cell of cells) {
      if (cell.kind !== 'caption' || cell.origin !== 'untranslated' || !cell.isSettled) continue;
      if (this.#typed.has(cell.original) && cell.original === this.#newest) {
        this.#untranslated.add(languageNames.of(cell.language) ?? cell.language);
      }
    }
    if (this.#untranslated.size > before) this.#show();
  }

  #show(): void {
    const languages = new Intl.ListFormat('en').format(this.#untranslated);
    const close = element('button', 'close', 'Close');
    close.type = 'button';
    close.addEventListener('click', () => {
      this.#place.hidden = true;
    });
    const ways = element('dl', '', '');
    for (const { what, command } of this.#advice) {
      const way = element('div', '', '');
      const shell = element('dd', '', '');
      shell.append(element('code', '', command));
      way.append(element('dt', '', what), shell);
      ways.append(way);
    }
    const words = `Not translated into ${languages}: nothing here knows this sentence, so readers see it as it was spoken. What would translate it:`;
    this.#place.replaceChildren(element('p', '', words), close, ways);
    this.#place.hidden = false;
  }
}
