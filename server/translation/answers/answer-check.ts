import type { Engine } from '../engine.ts';
import { hasForeignMark } from '../marks/marks.ts';
import { heldBy, replaceAll } from '../marks/placeholders.ts';
import type { Stage, StageRequest } from '../pipeline/stage.ts';
import { TranslationError } from '../translation-error.ts';
import { maxAnswerCharacters } from './answer-size.ts';
import { isEcho } from './echo.ts';
import { isOfForeignScript } from './foreign-script.ts';
import { holdsWhole, isHalfTranslated } from './half-translated.ts';
import { isLoop } from './loop.ts';
import { isPlausible } from './plausible.ts';

type Checked = Pick<Engine, 'name' | 'origin'>;

/**
 * Refuses an answer of implausible length, the question itself or half of it, a phrase over and over, a script of neither
 * language, and a mark that was not said. A phrasebook's answers were reviewed and pass.
 */
export function checkAnswer({ name, origin }: Checked): Stage {
  return (next) => async (request) => {
    const answer = await next(request);
    if (origin === 'phrasebook') return answer;
    if (!isTranslation(answer.text, request))
      throw new TranslationError(name, 'bad-reply', 'the answer is no translation of this sentence');
    if (hasForeignMark(answer.text, heldBy(request.text, request.found)))
      throw new TranslationError(name, 'bad-reply', 'the answer holds a mark that was not sent');
    return answer;
  };
}

/** Refuses an answer far longer than its question before it is parsed. */
export function limitAnswerLength({ name, origin }: Checked): Stage {
  return (next) => async (request) => {
    const answer = await next(request);
    if (origin === 'phrasebook' || answer.text.length <= maxAnswerCharacters(request.text)) return answer;
    throw new TranslationError(name, 'bad-reply', 'the answer is far longer than its question');
  };
}

function isTranslation(answer: string, asked: StageRequest): boolean {
  const unprotected = withoutTerms(asked);
  return (
    isPlausible(answer, asked.text) &&
    !isEcho(answer, unprotected) &&
    (holdsWhole(answer, asked.text) || !isHalfTranslated(answer, unprotected)) &&
    !isLoop(answer, asked.text, asked.targetLanguage) &&
    !isOfForeignScript(answer, asked)
  );
}

/** Names and terms in capitals, the rest not in capitals alone: an answer repeats the former, whatever else it does. */
function withoutTerms(asked: StageRequest): StageRequest {
  const { text, found } = asked;
  const said = /\p{Ll}/u.test(text) ? text : lowered(text);
  const shown = replaceAll(said, found, (index) => capitals(found[index]?.replacement ?? ''));
  return { ...asked, text: shown };
}

/** Fewer words of capitals are names. */
const CAPITAL_WORDS = 4;

/** Letter by letter, so that the places of the terms stay. */
function lowered(text: string): string {
  if (text.split(/\s+/).length < CAPITAL_WORDS) return text;
  return [...text]
    .map((letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter))
    .join('');
}

function capitals(words: string): string {
  return words.toUpperCase();
}
