import type { Engine } from '../engine.ts';
import { hasForeignMark } from '../marks/marks.ts';
import { heldBy, replaceAll } from '../marks/placeholders.ts';
import type { Stage, StageRequest } from '../pipeline/stage.ts';
import { TranslationError } from '../translation-error.ts';
import { maxAnswerCharacters } from './answer-size.ts';
import { isEcho } from './echo.ts';
import { isOfForeignScript } from './foreign-script.ts';
import { isLoop } from './loop.ts';
import { isPlausible } from './plausible.ts';

type Checked = Pick<Engine, 'name' | 'origin'>;

/**
 * Refuses an answer of implausible length, the question itself, a phrase over and over, a script of neither language, and a
 * mark that was not said. A phrasebook's answers were reviewed and pass.
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
  return (
    isPlausible(answer, asked.text) &&
    !isEcho(answer, withoutTerms(asked)) &&
    !isLoop(answer, asked.text, asked.targetLanguage) &&
    !isOfForeignScript(answer, asked)
  );
}

/** Names and terms in capitals: an answer repeats them, whatever else it does. */
function withoutTerms(asked: StageRequest): StageRequest {
  const { text, found } = asked;
  const shown = replaceAll(text, found, (index) => capitals(found[index]?.replacement ?? ''));
  return { ...asked, text: shown };
}

function capitals(words: string): string {
  return words.toUpperCase();
}
