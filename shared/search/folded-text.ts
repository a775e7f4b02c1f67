/** Text as searches compare it: without case, accents, letter width and runs of blanks. */

/** `[start, end)` in the text as it is shown. */
export type FoundRange = readonly [start: number, end: number];

/** What is compared: "Ação" and "acao", "Straße" and "strasse", "ﾃｽﾄ" and "テスト". */
export function foldText(text: string): string {
  if (plainAscii.test(text)) return text.toLowerCase().replace(/ {2,}/g, ' ');
  let folded = '';
  for (const character of text) {
    const added = foldedCharacter(character);
    if (added !== ' ' || !folded.endsWith(' ')) folded += added;
  }
  return folded;
}

/** Where folded words stand in a text. */
export function findFolded(text: string, folded: string): readonly FoundRange[] {
  if (folded === '') return [];
  const { letters, from } = withPlaces(text);
  const ranges: FoundRange[] = [];
  for (let at = letters.indexOf(folded); at >= 0; at = letters.indexOf(folded, at + folded.length)) {
    const start = from[at] ?? 0;
    const last = from[at + folded.length - 1] ?? 0;
    // One character may stand for several folded ones.
    if (start >= (ranges[ranges.length - 1]?.[1] ?? 0)) ranges.push([start, last + lengthAt(text, last)]);
  }
  return ranges;
}

/** As `foldText`, with the place in `text` that each unit of it comes from. */
function withPlaces(text: string): { readonly letters: string; readonly from: readonly number[] } {
  let letters = '';
  const from: number[] = [];
  let at = 0;
  for (const character of text) {
    const added = foldedCharacter(character);
    if (added !== ' ' || !letters.endsWith(' ')) {
      for (let index = 0; index < added.length; index += 1) from.push(at);
      letters += added;
    }
    at += character.length;
  }
  return { letters, from };
}

/** A text of these alone folds by its case and its blanks. */
const plainAscii = /^[\x20-\x7e]*$/;

/** Of Latin, Greek and Cyrillic, Hebrew, and Arabic letters; in Indic and Thai writing marks are vowels and stay. */
const accents = /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]/gu;

/** Letters that Unicode does not take apart, and that are typed without their stroke. */
const strokes: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Characters of one meeting repeat; normalising one costs more than finding it. */
const known = new Map<string, string>();
const CHARACTERS_KNOWN = 5_000;

function foldedCharacter(character: string): string {
  const before = known.get(character);
  if (before !== undefined) return before;
  const bare = character.normalize('NFKD').replace(accents, '').normalize('NFC').toLowerCase();
  const folded = /^\s+$/u.test(bare) ? ' ' : (strokes[bare] ?? bare);
  if (known.size < CHARACTERS_KNOWN) known.set(character, folded);
  return folded;
}

/** A character with the marks that follow it. */
function lengthAt(text: string, at: number): number {
  return /^.\p{M}*/su.exec(text.slice(at, at + 16))?.[0].length ?? 1;
}
