/** Marks that end sentences, in any script, and what may stand behind them. Pure. */
import { baseLanguage } from '../../../../shared/language.ts';
import { beforeLetters, letterBefore } from '../../text/text-ends.ts';

/** Does the text end in a mark that ends sentences, whatever closes behind it? */
export function hasEndMark(text: string, language: string): boolean {
  const end = text.slice(-LONGEST_END);
  return endsInMark(end) || (baseLanguage(language) === 'el' && endsInGreekQuestion(end));
}

/** Without blanks and without marks of direction, zero-width blanks and variation selectors at the end. */
export function withoutUnseenEnd(text: string): string {
  return text.slice(0, beforeLetters(text, text.length, unseen));
}

/** Where the row of emojis at the end of the text begins, which belongs to the sentence before it. */
export function beforeEmojis(text: string): number {
  return beforeLetters(text, text.length, emojiOrBlank);
}

/** As ICU understands it, of the same length: it ends sentences at the blank before », not between 。」「, and knows neither … nor །. */
export function asTheSegmenterKnows(text: string): string {
  return text
    .replace(/\s(?=[»›])/gu, '»')
    .replace(/[།༎༏༐༑]/gu, '।')
    .replace(/…/gu, '.')
    .replace(/(?<=[。！？][」』”])[「『“]/gu, '一');
}

/** A mark, what closes after it, and a row of emojis. */
const LONGEST_END = 80;

/** Every mark that Unicode knows to end sentences but the Burmese comma and a leader dot; also the ellipsis and the Tibetan ones. */
const endMark = /^(?![၊․])[\p{Sentence_Terminal}…།༎༏༐༑]$/u;
/** Marks that close a quotation; « Non. » has a blank before its mark. */
const closing = /^["'”’“‘`\p{Pe}\p{Pf}]$/u;
const guillemet = /^[»›]$/u;
const emoji =
  /^(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]|\u200D|\uFE0F|\u20E3)$/u;
const emojiOrBlank =
  /^(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\s]|\u200D|\uFE0F|\u20E3)$/u;
const unseen = /^[\s\p{Default_Ignorable_Code_Point}]$/u;

/** Greek asks with the semicolon of others. */
const greekQuestion = /^[;\u037E]$/u;
const greekClosing = /^["'”’»)]$/u;

/** From the end: what is not seen and emojis, then what closes, with blanks before » alone, then a mark. Some emojis are marks: "Really‼" */
function endsInMark(text: string): boolean {
  let at = beforeLetters(text, text.length, unseen);
  let mayBeEmoji = true;
  for (let letter = letterBefore(text, at); letter !== ''; letter = letterBefore(text, at)) {
    if (endMark.test(letter)) return true;
    const isEmoji: boolean = mayBeEmoji && emoji.test(letter);
    if (!isEmoji && !closing.test(letter)) return false;
    mayBeEmoji = isEmoji;
    at -= letter.length;
    at = beforeLetters(text, at, isEmoji || guillemet.test(letter) ? unseen : ignorable);
  }
  return false;
}

const ignorable = /^\p{Default_Ignorable_Code_Point}$/u;

function endsInGreekQuestion(text: string): boolean {
  const at = beforeLetters(text, beforeLetters(text, text.length, unseen), greekClosing);
  return greekQuestion.test(letterBefore(text, at));
}
