/** "Please" is no word of the machine's: it is taken out of a sentence and put back in Spanish. Pure. */
import { tidied } from '../spoken-sentences.ts';

export interface WithoutPlease {
  readonly text: string;
  /** Where the courtesy stood; `undefined`: there was none. */
  readonly place: 'start' | 'end' | undefined;
}

/** The sentence without its courtesy; "please" as a verb stays: "to please our customers", "as you please". */
export function withoutPlease(body: string): WithoutPlease {
  if (!/\bplease\b/i.test(body)) return { text: body, place: undefined };
  // Blanks first: a row of them would be tried from each of its places.
  const words = tidied(body);
  const courtesy = /^please\b|^if you please\b/i.test(words) ? 'start' : 'end';
  let found = 0;
  const text = words.replace(/(?:,? ?\bif you)?,? ?\bplease\b,?/gi, (said: string, at: number) => {
    if (
      isVerb(
        said,
        words.slice(Math.max(0, at - NEAR), at),
        words.slice(at + said.length, at + said.length + NEAR),
      )
    )
      return said;
    found += 1;
    return said.startsWith(',') && said.endsWith(',') ? ', ' : ' ';
  });
  // "Yes, please." would leave only the answer.
  return found === 0
    ? { text: body, place: undefined }
    : { text: tidied(text), place: text === ' ' ? 'end' : courtesy };
}

/** Two words, in characters. */
const NEAR = 24;

function isVerb(said: string, before: string, after: string): boolean {
  if (said.includes(',') || /\byou please/i.test(said)) return false;
  const [last = '', secondLast = ''] =
    before
      .toLowerCase()
      .match(/[a-z']+/g)
      ?.toReversed() ?? [];
  const [next = ''] = after.toLowerCase().match(/^ ?[a-z'⟦]+/g) ?? [];
  const object = next.trim();
  if (last === '') return false;
  if (last === 'please') return people.has(object) || determiners.has(object);
  if (freely.has(secondLast) && speakers.has(last)) return true;
  if (people.has(object)) return true;
  if (last === 'to' && (object === '' || plural.test(object))) return true;
  return beforeVerbs.has(last) && (determiners.has(object) || plural.test(object));
}

/** "customers", but not "this". */
const plural = /^[a-z]{3,}[^su]s$/;
/** Whom one pleases. */
const people = new Set('me us him them everyone everybody anyone anybody someone somebody nobody'.split(' '));
const speakers = new Set('i you we they'.split(' '));
/** "as you please" */
const freely = new Set('as whatever whoever whenever wherever however what where when'.split(' '));
const determiners = new Set('you the a an my your our his her their its'.split(' '));
const beforeVerbs = new Set(
  "to will would can could should must may might shall not never always only really also i you we they they'll we'll won't don't can't".split(
    ' ',
  ),
);
