import type { TermMatch } from '../captions/translator.ts';
import type { Engine, EngineAnswer, EngineRequest } from './engine.ts';
import { hasForeignMark, withBrackets, withTags } from './placeholders.ts';
import { isPlausible } from './plausible.ts';
import { TranslationError } from './translation-error.ts';

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
  const answer = await askWithTerms(engine, ask, request, found, onLost);
  // What people have written down beforehand may be as short or long as they like.
  if (engine.origin === 'phrasebook' || isPlausible(answer.text, request.text)) return answer;
  throw new TranslationError(engine.name, 'bad-reply', 'the answer is no translation of this sentence');
}

async function askWithTerms(
  engine: Pick<Engine, 'name' | 'takesTerms'>,
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
      return askGuarded(engine, ask, request, found, onLost);
  }
}

/**
 * An engine that loses a mark, or makes one up, is asked again without them: a sentence with a term of the engine's own is
 * better than a broken one.
 */
async function askGuarded(
  { name, takesTerms }: Pick<Engine, 'name' | 'takesTerms'>,
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
  const plain = await ask(request);
  if (!hasForeignMark(plain.text, request.text)) return plain;
  throw new TranslationError(name, 'bad-reply', 'the answer holds a mark that nobody gave out');
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
  const holdsAll = (answer: EngineAnswer) =>
    terms.every(({ replacement }) => folded(answer.text).includes(folded(replacement)));
  const first = await ask({ ...request, terms });
  if (holdsAll(first)) return first;
  const second = await ask({ ...request, terms, isReminder: true });
  if (!holdsAll(second)) onLost();
  return second;
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
