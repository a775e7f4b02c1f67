/** Sentences quoted or put in brackets inside another one: their marks do not end it. Pure. */
import { baseLanguage } from '../../../../shared/language.ts';
import { beforeLetters, letterBefore } from '../../text/text-ends.ts';
import { sentenceWordsOf } from '../languages/languages.ts';
import { beginsSentence, firstWords, isCapital } from './beginnings.ts';

/** The text ends in a quotation or bracket of which nobody can tell yet whether its sentence goes on. */
export function mayGoOnAfterQuotation(text: string, language: string): boolean {
  const { close, mark, isInside } = lastClosed(text);
  if (close === '') return false;
  if (brackets.test(close)) return isInside;
  return /[?!？！؟…]/u.test(mark) || quotesOften.has(baseLanguage(language));
}

/** What comes next goes on with the sentence that holds the quotation or bracket at the end of the text. */
export function goesOnAfterQuotation(text: string, next: string, language: string): boolean {
  const { close, isInside } = lastClosed(text);
  if (close === '') return false;
  if (brackets.test(close)) return isInside && !beginsSentence(next, language);
  return particles[baseLanguage(language)]?.test(next) === true || isReport(next, language);
}

/** 「はい。」と, "네."라고, “好。”他说。 */
const particles: Readonly<Record<string, RegExp>> = {
  ja: /^(?:と(?![うかくこてとなにのもり])|って|とか|とな|との|などと?|なんて|を|[はがにものでへ][\p{Script=Han}\p{Script=Katakana}、])/u,
  ko: /^(?:이?라[고는며면던]|하[고며는면던]|이?란|고\s|는\s|며\s)/u,
  zh: /^[^，。！？,]{0,8}(?:$|[说說问問答道喊叫讲講写寫])/u,
  yue: /^[^，。！？,]{0,8}(?:$|[話問答講叫嗌說])/u,
};
/** Their quotations are followed by a particle or a report, which comes with the next piece of speech. */
const quotesOften = new Set(['ja', 'ko', 'zh', 'yue']);

const brackets = /^[)\]}）】］〕]$/u;
const openOf: Readonly<Record<string, string>> = {
  ')': '(',
  ']': '[',
  '}': '{',
  '）': '（',
  '】': '【',
  '］': '［',
  '〕': '〔',
};
const closing = /^["'”’“‘`\p{Pe}\p{Pf}]$/u;
const unseen = /^[\s\p{Default_Ignorable_Code_Point}]$/u;

/** What closes at the end of the text directly behind a mark; whether something of the sentence stands before its opening. */
function lastClosed(text: string): {
  readonly close: string;
  readonly mark: string;
  readonly isInside: boolean;
} {
  const end = beforeLetters(text, text.length, unseen);
  const close = letterBefore(text, end);
  if (!closing.test(close)) return none;
  const marked = beforeLetters(text, end - close.length, unseen);
  const mark = letterBefore(text, marked);
  const opening = openOf[close];
  const at = opening === undefined ? -1 : text.lastIndexOf(opening, marked);
  return { close, mark, isInside: at > 0 && text.slice(0, at).trim() !== '' };
}

const none = { close: '', mark: '', isInside: false };

/** "Why?" John asked; «…?» سألت المدرّسة; "…?" मैडम ने पूछा: a form of "say" among the first words, before any pronoun's capital. */
function isReport(next: string, language: string): boolean {
  const { reports } = sentenceWordsOf(language);
  if (reports.size === 0 || (isCapital(next) && beginsSentence(next, language))) return false;
  const words = firstWords(next, REPORT_WORDS);
  // The verb comes last in some languages, and with the next piece of speech.
  const mayCome =
    words.length < REPORT_WORDS && /^\p{Lo}/u.test(next) && !/\p{Sentence_Terminal}/u.test(next);
  return mayCome || words.some((word) => reports.has(word.toLowerCase()));
}

const REPORT_WORDS = 3;
