/** Finds marks in any form in which engines return them, in one pass over the text. Pure. */
import { decode } from 'html-entities';

export interface Mark {
  /** `[start, end)` in the text. */
  readonly start: number;
  readonly end: number;
  readonly number: number;
  /** The opening bracket. */
  readonly open: string;
}

/**
 * Numbers in brackets: any kind, once or the same twice, blanks inside, digits of any script. "(⟦0⟧)" keeps its own round ones.
 */
export function marksIn(text: string): readonly Mark[] {
  const marks: Mark[] = [];
  for (let at = 0; at < text.length; ) {
    const mark = opening.test(text.charAt(at)) ? (markAt(text, at, 2) ?? markAt(text, at, 1)) : undefined;
    if (mark !== undefined) marks.push(mark);
    at = mark?.end ?? at + 1;
  }
  return marks;
}

/**
 * Whether `answer` has a mark, or half of one, that does not stand in `held` (the spoken text and its replacements).
 * Sees through character references, full-width and invisible characters.
 */
export function hasForeignMark(answer: string, held: string): boolean {
  const ours = formsOf(held).map(traitsOf);
  const isHeld = (number: number, open: string) =>
    ours.some(
      ({ marked, numbers }) => marked.has(number) || (ordinary.test(open) && numbers.has(String(number))),
    );
  return formsOf(answer).some((form) => {
    if (ownBrackets.test(form) && !ours.some((our) => our.hasBrackets)) return true;
    if (tags.some((tag) => tag.test(form)) && !ours.some((our) => our.hasTags)) return true;
    return marksIn(form).some(({ number, open }) => !isHeld(number, open));
  });
}

/** Numbers that stand in brackets in what was said. */
export function markedNumbers(text: string): ReadonlySet<number> {
  return new Set(formsOf(text).flatMap((form) => marksIn(form).map(({ number }) => number)));
}

const opening = /[\p{Ps}\p{Pi}<＜]/u;
const closing = /[\p{Pe}\p{Pf}>＞]/u;
const blank = /[\s\p{Cf}]/u;
const digit = /\p{Nd}/u;
/** A translator may put a number that was said into these: "item 7" → "(7)". */
const ordinary = /[(«‹“‘„「『《〈]/u;
/** Brackets that no language uses, also escaped as in JSON, HTML and addresses. */
const ownBrackets = /[⟦⟧〚〛]|(?:u\+?|&#x)27e[67]|%e2%9f%a[67]/iu;
/** Tags of DeepL's and of the prompt's, whole or half; "0 < x" and "x > 5" are none. */
const tags = [
  /[<‹〈⟨] ?\/? ?(?:[xхχ]\d{0,6}|speech) ?\/? ?[>›〉⟩]/iu,
  /[<‹〈⟨]\/?(?:[xхχ]|speech)(?!\p{L})/iu,
  /(?<![\p{L}\p{N}] ?)\/ ?(?:[xхχ]|speech) ?[>›〉⟩]/iu,
  /(?<![\p{L}\p{N}])(?:[xхχ]|speech)[>›〉⟩](?! ?[\p{N}-])/iu,
];

const MAX_DIGITS = 6;

function markAt(text: string, start: number, brackets: 1 | 2): Mark | undefined {
  const open = text.charAt(start);
  if (brackets === 2 && text.charAt(start + 1) !== open) return undefined;
  let at = afterBlanks(text, start + brackets);
  let number = 0;
  let digits = 0;
  for (; digits <= MAX_DIGITS; digits += 1) {
    const value = digitAt(text, at);
    if (value === undefined) break;
    number = number * 10 + value;
    at += text.codePointAt(at) === text.charCodeAt(at) ? 1 : 2;
  }
  if (digits === 0 || digits > MAX_DIGITS) return undefined;
  at = afterBlanks(text, at);
  const close = text.charAt(at);
  if (!closing.test(close) || (brackets === 2 && text.charAt(at + 1) !== close)) return undefined;
  return { start, end: at + brackets, number, open };
}

function afterBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && blank.test(text.charAt(at))) at += 1;
  return at;
}

/** Unicode keeps the digits of a script in a row from zero to nine; those of mathematics are variants of the plain ones. */
function digitAt(text: string, at: number): number | undefined {
  const sign = text.codePointAt(at);
  const code = sign === undefined ? undefined : String.fromCodePoint(sign).normalize('NFKC').codePointAt(0);
  if (code === undefined || !digit.test(String.fromCodePoint(code))) return undefined;
  let value = 0;
  while (value < 9 && digit.test(String.fromCodePoint(code - value - 1))) value += 1;
  return value;
}

interface Traits {
  readonly marked: ReadonlySet<number>;
  /** Written in digits, brackets or not. */
  readonly numbers: ReadonlySet<string>;
  readonly hasBrackets: boolean;
  readonly hasTags: boolean;
}

function traitsOf(form: string): Traits {
  return {
    marked: new Set(marksIn(form).map(({ number }) => number)),
    numbers: new Set((form.match(/\p{Nd}+/gu) ?? []).map(plainNumber)),
    hasBrackets: ownBrackets.test(form),
    hasTags: tags.some((tag) => tag.test(form)),
  };
}

function plainNumber(digits: string): string {
  return String(
    Number(
      [...digits]
        .slice(0, MAX_DIGITS + 1)
        .map((one) => digitAt(one, 0) ?? '')
        .join(''),
    ),
  );
}

/** The text as it is, and with its character references read, as often as somebody may have escaped them. */
function formsOf(text: string): readonly string[] {
  const forms = [text];
  for (let times = 0; times < MOST_ESCAPES; times += 1) {
    const last = forms.at(-1) ?? text;
    const read = last.includes('&') ? decode(last) : last;
    if (read === last) break;
    forms.push(read);
  }
  return forms.map((form) =>
    form
      .normalize('NFKC')
      .replace(/\p{Cf}/gu, '')
      .replace(/\s+/gu, ' '),
  );
}

/** `&amp;lt;x&amp;gt;` is twice. */
const MOST_ESCAPES = 3;
