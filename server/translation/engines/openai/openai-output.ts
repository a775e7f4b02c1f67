import { MAX_THINKING_CHARACTERS, maxAnswerCharacters } from '../../answers/answer-size.ts';
import { isEcho } from '../../answers/echo.ts';
import { isPlausible } from '../../answers/plausible.ts';
import { isEnglishTalk } from './english-talk.ts';
import { withoutDebris } from './openai-debris.ts';
import { isAboutTask, isRefusal } from './openai-refusals.ts';

/** What the model was asked. */
interface AskedSentence {
  readonly text: string;
  readonly sourceLanguage: string;
  readonly targetLanguage: string;
  readonly instructions: string;
}

/**
 * A chat model may answer instead of translating. The translation in `reply`, or `undefined` when it is none: a refusal,
 * our own instructions, an explanation, the same words again, or something far too long or short for the sentence.
 */
export function checkedTranslation(reply: string, asked: AskedSentence): string | undefined {
  const sentence = asked.text;
  const limit = maxAnswerCharacters(sentence);
  if (reply.length > limit + MAX_THINKING_CHARACTERS) return undefined;
  const text = withoutDebris(reply, asked);
  if (text === undefined || text === '' || text.length > limit || /<\/?speech>/i.test(text)) return undefined;
  // Explanations and lists come in lines; a caption has one.
  if (/\n/.test(text) && !/\n/.test(sentence)) return undefined;
  const isTalk =
    isRefusal(text, sentence) ||
    isAboutTask(text, sentence) ||
    isEnglishTalk(text, asked) ||
    leaks(text, asked.instructions);
  return !isTalk && !isEcho(text, asked) && isPlausible(text, sentence) ? text : undefined;
}

/** Whether the answer repeats eight words of the instructions in a row. */
function leaks(text: string, instructions: string): boolean {
  const said = ` ${wordsIn(text).join(' ')} `;
  const ours = wordsIn(instructions);
  return ours.some(
    (_word, at) => at + 8 <= ours.length && said.includes(` ${ours.slice(at, at + 8).join(' ')} `),
  );
}

function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
