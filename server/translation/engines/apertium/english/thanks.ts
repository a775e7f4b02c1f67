/** What somebody is thanked for: after "for", the machine takes a form in -ing for a noun. */
import { lowerUnlessName, tidied } from '../spoken-sentences.ts';

type Translate = (text: string) => Promise<string>;

export interface Thanks {
  readonly spanish: string;
  /** What follows "for". */
  readonly reasons: string;
}

/** "Thank you all for coming", or, where thanks were said before a comma, "everyone, for coming". */
export function thanksIn(english: string): Thanks | undefined {
  const found = /^(?:(many) |i |we )?(?:thanks|thank you)( [a-z]+(?: much)?)? for\b(.*)$/is.exec(english);
  const spanish = openings.get((found?.[1] ?? found?.[2] ?? '').trim().toLowerCase());
  return found === null || spanish === undefined ? undefined : { spanish, reasons: found[3]?.trim() ?? '' };
}

const openings = new Map([
  ['', 'Gracias'],
  ['many', 'Muchas gracias'],
  ['so much', 'Muchas gracias'],
  ['very much', 'Muchas gracias'],
  ['again', 'Gracias de nuevo'],
  ['all', 'Gracias a todos'],
  ['everyone', 'Gracias a todos'],
  ['everybody', 'Gracias a todos'],
]);

/** "coming, and for your patience" → "por venir, y por su paciencia" */
export async function reasonsInSpanish(reasons: string, translate: Translate): Promise<string> {
  const spanish: string[] = [];
  const pieces = reasons.split(/( and for |, and for )/i);
  for (const [at, piece] of pieces.entries()) {
    if (at % 2 === 1) spanish.push(piece.startsWith(',') ? ', y ' : ' y ');
    else spanish.push(`por ${await reasonInSpanish(piece, translate)}`.trimEnd());
  }
  return spanish.join('');
}

async function reasonInSpanish(reason: string, translate: Translate): Promise<string> {
  const [, adverb = '', verb = '', rest = ''] =
    /^(?:(not|always|also) )?([a-z]+ing)\b(.*)$/is.exec(reason) ?? [];
  if (verb !== '' && !nouns.has(verb.toLowerCase())) {
    const answer = tidied(await translate(`Before ${verb.toLowerCase()}${rest}`));
    const infinitive = /^Antes de (\p{Ll}+r(?:me|te|se|nos|l[aoe]s?){0,2}(?!\p{L}).*)$/su.exec(answer)?.[1];
    if (infinitive !== undefined) {
      const isPlace = verb.toLowerCase() === 'being' && places.test(rest);
      const said = isPlace ? infinitive.replace(/^ser /, 'estar ') : infinitive;
      return [adverbs.get(adverb.toLowerCase()) ?? '', said].join(' ').trim();
    }
  }
  // The machine takes the marker for the opening of the sentence and gives the next word its capital.
  const spanish = tidied(await translate(`${MARKER} ${reason}`))
    .replace(MARKER, '')
    .trim();
  return lowerUnlessName(spanish, reason);
}

/** A word no dictionary has passes through unchanged. */
const MARKER = 'Xqza';

const nouns = new Set(
  'everything anything something nothing thing morning evening wedding king ring spring string feeling'.split(
    ' ',
  ),
);
const adverbs = new Map([
  ['not', 'no'],
  ['always', 'siempre'],
  ['also', 'también'],
]);
/** "being here" is "estar aquí". */
const places = /^ (?:here|there|with|in|on|at|online|back)\b/i;
