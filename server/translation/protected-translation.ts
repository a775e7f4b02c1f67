import type { TermMatch } from '../captions/glossary-terms.ts';
import type { Engine, EngineAnswer, EngineRequest } from './engine.ts';
import { withBrackets, withTags } from './placeholders.ts';
import { TranslationError } from './translation-error.ts';

/**
 * One translation in which the found terms stand as they should. An engine that loses a mark is asked again without
 * them: a sentence with a term of the engine's own is better than a broken one. `onLost` is told before, and says whether that may cost once more.
 */
export async function translateProtected(
  engine: Engine,
  request: EngineRequest,
  found: readonly TermMatch[],
  onLost: () => boolean,
): Promise<EngineAnswer> {
  if (found.length === 0 || engine.takesTerms === 'none') return engine.translate(request);
  const { text } = request;
  if (engine.takesTerms === 'prompt') {
    const terms = found.map(({ start, end, replacement }) => ({ term: text.slice(start, end), replacement }));
    return engine.translate({ ...request, terms });
  }
  const isXml = engine.takesTerms === 'tags';
  const guarded = isXml ? withTags(text, found) : withBrackets(text, found);
  const answer = await engine.translate({ ...request, text: guarded.text, ...(isXml ? { isXml } : {}) });
  const restored = guarded.restore(answer.text);
  if (restored !== undefined) return { ...answer, text: restored };
  if (!onLost()) throw new TranslationError(engine.name, 'bad-reply', 'lost a term', { counts: false });
  return engine.translate(request);
}
