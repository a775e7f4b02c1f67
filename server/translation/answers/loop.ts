import { isUnspaced } from '../../../shared/language.ts';

const LOOP_TIMES = 4;
const LONGEST_PHRASE = 8;
/** In a script without blanks a letter is a unit, and a loop has more of them: laughter is short. */
const LOOP_FROM_CHARACTERS = 12;

/** Whether one phrase follows itself four times or more, where the sentence repeats nothing so often. Linear in the text. */
export function isLoop(answer: string, sentence: string, targetLanguage: string): boolean {
  const isLong = !isUnspaced(targetLanguage) || answer.length >= LOOP_FROM_CHARACTERS;
  return (
    isLong &&
    repetitions(unitsOf(answer, targetLanguage)) >= LOOP_TIMES &&
    repetitions(wordsIn(sentence)) < LOOP_TIMES - 1
  );
}

/** How often a phrase follows itself at most. */
function repetitions(units: readonly string[]): number {
  let most = 1;
  for (let length = 1; length <= Math.min(LONGEST_PHRASE, units.length); length += 1) {
    // A unit that equals the one a phrase before goes on with the repetition.
    let equal = 0;
    for (let at = length; at < units.length; at += 1) {
      equal = units[at] === units[at - length] ? equal + 1 : 0;
      most = Math.max(most, Math.floor(equal / length) + 1);
    }
  }
  return most;
}

function unitsOf(text: string, language: string): readonly string[] {
  return isUnspaced(language) ? (text.match(/[\p{L}\p{N}]/gu) ?? []) : wordsIn(text);
}

function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
