import type { TermMatch } from '../../captions/ports/translator.ts';
import { maxAnswerCharacters } from '../answers/answer-size.ts';
import { isPlausible } from '../answers/plausible.ts';
import type { Engine, EngineAnswer, EngineRequest } from '../engine.ts';
import { hasForeignMark } from '../marks/marks.ts';
import { heldBy, withBrackets, withTags } from '../marks/placeholders.ts';
import { TranslationError } from '../translation-error.ts';

type Ask = (request: EngineRequest) => Promise<EngineAnswer>;

/**
 * One translation in which the found terms stand as they should, and that may be one. `ask` is one call of the engine, with
 * all that it costs; `onLost` hears that a term did not come back.
 * @throws {TranslationError} what `ask` throws, or `bad-reply`.
 */
export async function translateProtected(
  engine: Pick<Engine, 'name' | 'origin' | 'takesTerms'>,
  ask: Ask,
  request: EngineRequest,
  found: readonly TermMatch[],
  onLost: () => void,
): Promise<EngineAnswer> {
  // What people have written down beforehand may be as they like.
  if (engine.origin === 'phrasebook') return askWithTerms(engine, ask, request, found, onLost);
  const askBounded = async (question: EngineRequest): Promise<EngineAnswer> => {
    const answer = await ask(question);
    if (answer.text.length <= maxAnswerCharacters(question.text)) return answer;
    throw new TranslationError(engine.name, 'bad-reply', 'the answer is far longer than its question');
  };
  const answer = await askWithTerms(engine, askBounded, request, found, onLost);
  if (!isPlausible(answer.text, request.text))
    throw new TranslationError(engine.name, 'bad-reply', 'the answer is no translation of this sentence');
  if (hasForeignMark(answer.text, heldBy(request.text, found)))
    throw new TranslationError(engine.name, 'bad-reply', 'the answer holds a mark that nobody gave out');
  return answer;
}

async function askWithTerms(
  engine: Pick<Engine, 'takesTerms'>,
  ask: Ask,
  request: EngineRequest,
  found: readonly TermMatch[],
  onLost: () => void,
): Promise<EngineAnswer> {
  if (found.length === 0) return ask(request);
  switch (engine.takesTerms) {
    case 'none':
      return ask(request);
    case 'prompt':
      return askTelling(ask, request, found, onLost);
    case 'tags':
    case 'placeholders':
      return askGuarded(engine.takesTerms, ask, request, found, onLost);
  }
}

/**
 * An engine that loses a mark, or makes one up, is asked again without them: a sentence with a term of the engine's own is
 * better than a broken one.
 */
async function askGuarded(
  takesTerms: Engine['takesTerms'],
  ask: Ask,
  request: EngineRequest,
  found: readonly TermMatch[],
  onLost: () => void,
): Promise<EngineAnswer> {
  const isXml = takesTerms === 'tags';
  const guarded = isXml ? withTags(request.text, found) : withBrackets(request.text, found);
  const answer = await ask({ ...request, text: guarded.text, ...(isXml ? { isXml } : {}) });
  const restored = guarded.restore(answer.text);
  if (restored !== undefined) return { ...answer, text: restored };
  onLost();
  return ask(request);
}

/** A model that was told a term and used another word is told once more; then its sentence is taken as it is. */
async function askTelling(
  ask: Ask,
  request: EngineRequest,
  found: readonly TermMatch[],
  onLost: () => void,
): Promise<EngineAnswer> {
  const { text } = request;
  const terms = found.map(({ start, end, replacement }) => ({ term: text.slice(start, end), replacement }));
  const wanted = new Set(found.map(({ replacement }) => folded(replacement)));
  const holdsAll = (answer: EngineAnswer) => {
    const given = folded(answer.text);
    return [...wanted].every((words) => given.includes(words));
  };
  const first = await ask({ ...request, terms });
  if (holdsAll(first)) return first;
  const second = await ask({ ...request, terms, isReminder: true });
  if (!holdsAll(second)) onLost();
  return second;
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
