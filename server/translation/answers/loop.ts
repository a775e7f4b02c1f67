import { isUnspaced } from '../../../shared/language.ts';

/** A phrase that follows itself so often is no speech. */
const LOOP_TIMES = 4;
/** A longer one follows itself less often. */
const LONG_PHRASE_WORDS = 4;
const LONG_PHRASE_TIMES = 3;
/** In a script without blanks a letter is a unit, and a loop has more of them: laughter is short. */
const LOOP_FROM_CHARACTERS = 8;
const LONG_PHRASE_CHARACTERS = 8;
/** Inside a word: "goool" and "hahaha" are speech. */
const LETTER_TIMES = 8;
const SYLLABLE_TIMES = 5;
const LONGEST_SYLLABLE = 6;
/** Of the phrase that is looked for: a sentence has at most 28 words. */
const LONGEST_PHRASE = 40;
/** A translation may repeat a word or a laugh twice as often as it was said. */
const REPEATED_AS_SAID = 2;

/** Whether one phrase, syllable or letter follows itself over and over, where the sentence does not. Linear in the text. */
export function isLoop(answer: string, sentence: string, targetLanguage: string): boolean {
  const said = Math.max(1, ...rowsOf(wordsIn(sentence)), ...rowsInWords(sentence));
  // Who repeats a word twice repeats it for emphasis, not for laughter.
  const allowed = said >= LONG_PHRASE_TIMES ? REPEATED_AS_SAID * said : 1;
  const isBeyond = (times: number, limit: number) => times >= limit && times > allowed;
  if (isUnspaced(targetLanguage)) {
    const letters = lettersIn(answer);
    return rowsOf(letters).some(
      (times, at) =>
        times * (at + 1) >= LOOP_FROM_CHARACTERS &&
        isBeyond(times, at + 1 >= LONG_PHRASE_CHARACTERS ? LONG_PHRASE_TIMES : LOOP_TIMES),
    );
  }
  const isPhraseLoop = rowsOf(wordsIn(answer)).some((times, at) =>
    isBeyond(times, at + 1 >= LONG_PHRASE_WORDS ? LONG_PHRASE_TIMES : LOOP_TIMES),
  );
  return (
    isPhraseLoop ||
    rowsInWords(answer).some((times, at) => isBeyond(times, at === 0 ? LETTER_TIMES : SYLLABLE_TIMES))
  );
}

/** How often a phrase of 1, 2, 3 … units follows itself at most. */
function rowsOf(units: readonly string[], longest = LONGEST_PHRASE): readonly number[] {
  const lengths = Array.from({ length: Math.min(longest, units.length) }, (_none, at) => at + 1);
  return lengths.map((length) => {
    let most = 1;
    // A unit that equals the one a phrase before goes on with the repetition.
    let equal = 0;
    for (let at = length; at < units.length; at += 1) {
      equal = units[at] === units[at - length] ? equal + 1 : 0;
      most = Math.max(most, Math.floor(equal / length) + 1);
    }
    return most;
  });
}

/** The same of letters inside words. Digits repeat in numbers. */
function rowsInWords(text: string): readonly number[] {
  const most = Array.from({ length: LONGEST_SYLLABLE }, () => 1);
  for (const word of wordsIn(text))
    for (const [at, times] of rowsOf([...word], LONGEST_SYLLABLE).entries())
      most[at] = Math.max(most[at] ?? 1, times);
  return most;
}

function lettersIn(text: string): readonly string[] {
  return text.match(/[\p{L}\p{M}]/gu) ?? [];
}

function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
}
