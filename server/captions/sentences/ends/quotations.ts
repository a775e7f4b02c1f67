/** Sentences quoted or put in brackets inside another one: their marks do not end it. Pure. */
import { baseLanguage } from '../../../../shared/language.ts';
import { beforeLetters, letterBefore } from '../../text/text-ends.ts';
import { sentenceWordsOf } from '../languages/languages.ts';
import { beginsSentence, firstWords, isCapital } from './beginnings.ts';

/** A bracket is open at the end of the text; in East Asian writing a quotation, too, which may hold several sentences. */
export function isInsideQuotation(text: string, language: string): boolean {
  const end = text.slice(-LONGEST_INSERTION);
  const pairs = eastAsian.has(baseLanguage(language)) ? [...bracketPairs, ...quotationPairs] : bracketPairs;
  return pairs.some(([open, close]) => end.lastIndexOf(open) > end.lastIndexOf(close));
}

/** Characters: who forgets to close it says something new by then. */
const LONGEST_INSERTION = 80;
const eastAsian: ReadonlySet<string> = new Set(['ja', 'ko', 'zh', 'yue']);
const bracketPairs = [
  ['(', ')'],
  ['（', '）'],
  ['[', ']'],
] as const;
const quotationPairs = [
  ['「', '」'],
  ['『', '』'],
  ['“', '”'],
] as const;

/** The text ends in a quotation or bracket of which nobody can tell yet whether its sentence goes on. */
export function mayGoOnAfterQuotation(text: string): boolean {
  const { close, mark, place } = lastClosed(text);
  if (close === '') return false;
  if (brackets.test(close)) return place === 'inside';
  return /[?!？！؟…]/u.test(mark) || (isCaseless(text) && place !== 'after-colon');
}

/**
 * What comes next goes on with the sentence that holds the quotation or bracket at the end of the text. Without capitals,
 * what follows a quotation reports it, or takes it as a part of its sentence; behind a colon, the quotation is the end.
 */
export function goesOnAfterQuotation(text: string, next: string, language: string): boolean {
  const { close, place } = lastClosed(text);
  if (close === '') return false;
  if (brackets.test(close)) return place === 'inside' && !beginsSentence(next, language);
  const base = baseLanguage(language);
  if (particles[base]?.test(next) === true) return true;
  const isUnmarked = /^\p{Lo}/u.test(next);
  if (isUnmarked && place === 'inside') return true;
  if (base === 'ja') return false;
  return isUnmarked && place === 'beginning' ? !beginsSentence(next, language) : isReport(next, language);
}

/** Japanese has a particle behind every quotation that is a part of a sentence: 「はい。」と, "네."라고, “好。”就走了. */
const particles: Readonly<Record<string, RegExp>> = {
  ja: /^(?:と(?![うかくこてとなにのもり])|って|とか|とな|との|などと?|なんて|みたい|です|だ|を|[はがにものでへ][\p{Script=Han}\p{Script=Katakana}、]|[^。！？]{1,12}[がは][^。！？]{0,8}[言聞尋答叫話笑返])/u,
  ko: /^(?:이?라[고는며면던]|하[고며는면던]|이?란|고\s|는\s|며\s)/u,
  zh: /^[的了着就便又也都还還却卻后後之而等这這那]/u,
  yue: /^[嘅咗住就又都仲之而等呢嗰]/u,
};

/** "Why?" John asked; „…?” a întrebat profesoara; „…?“ Ana ha detto: a form of "say" among the first words. */
function isReport(next: string, language: string): boolean {
  const { reports } = sentenceWordsOf(language);
  if (isCapital(next) && beginsSentence(next, language)) return false;
  return firstWords(next, REPORT_WORDS).some((word) => reports.has(word.toLowerCase()));
}

const REPORT_WORDS = 3;

const brackets = /^[)\]}）】］〕]$/u;
const closing = /^["'”’“‘`\p{Pe}\p{Pf}]$/u;
const unseen = /^[\s\p{Default_Ignorable_Code_Point}]$/u;

/** What opens it stands at the beginning of the sentence, behind a colon or comma, or elsewhere. */
type Place = 'beginning' | 'after-colon' | 'inside' | 'unknown';

interface Closed {
  /** Nothing where no quotation or bracket closes. */
  readonly close: string;
  readonly mark: string;
  readonly place: Place;
}

/** What closes at the end of the text directly behind a mark, and where it opens. */
function lastClosed(text: string): Closed {
  const end = beforeLetters(text, text.length, unseen);
  const close = letterBefore(text, end);
  if (!closing.test(close)) return { close: '', mark: '', place: 'unknown' };
  const marked = beforeLetters(text, end - close.length, unseen);
  const from = Math.max(0, marked - LONGEST_QUOTATION);
  const quoted = text.slice(from, marked);
  const openings = [...(openOf[close] ?? '')].map((open) => quoted.lastIndexOf(open)).filter((at) => at >= 0);
  return {
    close,
    mark: letterBefore(text, marked),
    place: placeOf(text, from + Math.max(-1 - from, ...openings)),
  };
}

/** Characters; further back, another one opens. */
const LONGEST_QUOTATION = 300;

/** One or several signs that open what it closes. */
const openOf: Readonly<Record<string, string>> = {
  ')': '(',
  ']': '[',
  '）': '（',
  '】': '【',
  '"': '"',
  '”': '“„',
  '’': '‘',
  '“': '„',
  '»': '«',
  '」': '「',
  '』': '『',
};

function placeOf(text: string, opening: number): Place {
  if (opening < 0) return 'unknown';
  const before = letterBefore(text, beforeLetters(text, opening, unseen));
  if (before === '') return 'beginning';
  return /[:：,，،]/u.test(before) ? 'after-colon' : 'inside';
}

function isCaseless(text: string): boolean {
  const end = text.slice(-LONGEST_QUOTATION);
  return !/[\p{Lu}\p{Ll}]/u.test(end) && /\p{Lo}/u.test(end);
}
