import type { Engine } from '../engine.ts';
import { hasForeignMark } from '../marks/marks.ts';
import { heldBy } from '../marks/placeholders.ts';
import type { Stage } from '../pipeline/stage.ts';
import { TranslationError } from '../translation-error.ts';
import { maxAnswerCharacters } from './answer-size.ts';
import { isPlausible } from './plausible.ts';

type Checked = Pick<Engine, 'name' | 'origin'>;

/** Refuses an answer of implausible length and a mark that was not said. A phrasebook's answers were reviewed and pass. */
export function checkAnswer({ name, origin }: Checked): Stage {
  return (next) => async (request) => {
    const answer = await next(request);
    if (origin === 'phrasebook') return answer;
    if (!isPlausible(answer.text, request.text))
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
