/** Upper bounds of an answer's length, checked before the answer is parsed. Pure. */

/**
 * One ideograph becomes up to eight Latin letters ("説明" → "explanation"); a sentence of any other script at most three times
 * its length. Marks and tags are part of the question.
 */
const ANSWER_FACTOR = 8;
/** "No." becomes a sentence in some languages. */
const ANSWER_ALLOWANCE_CHARACTERS = 200;

/** A reasoning model writes its thoughts before the answer; in 4 s no more than this. */
export const MAX_THINKING_CHARACTERS = 8_000;

/** JSON may write a character as `\uXXXX`; Google repeats the question beside the answer. */
const BYTES_PER_CHARACTER = 6;
const REPEATED = 2;
/** Names of fields, counts of tokens, headings, and what a model thought in a field of its own. */
const ENVELOPE_BYTES = 32 * 1_024;

/** Longer is no translation of `question`. UTF-16 units. */
export function maxAnswerCharacters(question: string): number {
  return ANSWER_FACTOR * question.length + ANSWER_ALLOWANCE_CHARACTERS;
}

/** A longer body is not parsed. */
export function maxReplyBytes(question: string): number {
  return ENVELOPE_BYTES + REPEATED * BYTES_PER_CHARACTER * maxAnswerCharacters(question);
}
