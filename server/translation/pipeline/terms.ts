/** Protects the found terms: by marks, by tags, or by the prompt. */

import type { Engine, EngineAnswer } from '../engine.ts';
import { withElements } from '../marks/elements.ts';
import { type Guarded, withBrackets, withTags } from '../marks/placeholders.ts';
import type { EngineMeasures } from '../metering/engine-measures.ts';
import { MarkupRefused } from '../translation-error.ts';
import { MARKUP_REFUSED_MS } from '../translation-limits.ts';
import type { Handler, Stage, StageRequest } from './stage.ts';

export function protectTerms(
  engine: Pick<Engine, 'name' | 'takesTerms'>,
  measures: Pick<EngineMeasures, 'lostTerms'>,
): Stage {
  const { name, takesTerms } = engine;
  /** By the clock of `performance.now()`; until then the engine is sent plain text. */
  let plainUntil = 0;
  const askProtected = async (
    marking: keyof typeof markings,
    next: Handler,
    request: StageRequest,
    onLost: () => void,
  ): Promise<EngineAnswer> => {
    if (performance.now() < plainUntil) return askPlainly(next, request, onLost);
    try {
      return await askWithMarks(marking, next, request, onLost);
    } catch (error) {
      if (!(error instanceof MarkupRefused)) throw error;
      plainUntil = performance.now() + MARKUP_REFUSED_MS;
      return askPlainly(next, request, onLost);
    }
  };
  return (next) => (request) => {
    if (request.found.length === 0) return next(request);
    const onLost = () => measures.lostTerms({ engine: name, language: request.targetLanguage });
    switch (takesTerms) {
      case 'none':
        return next(request);
      case 'prompt':
        return askWithPrompt(next, request, onLost);
      case 'tags':
      case 'elements':
      case 'placeholders':
        return askProtected(takesTerms, next, request, onLost);
    }
  };
}

/**
 * An answer with a lost or an added mark is discarded, and the plain text is sent: an unprotected term is
 * better than a broken sentence.
 */
async function askWithMarks(
  takesTerms: keyof typeof markings,
  next: Handler,
  request: StageRequest,
  onLost: () => void,
): Promise<EngineAnswer> {
  const isXml = takesTerms !== 'placeholders';
  const { text, found } = request;
  const marked = markings[takesTerms](text, found);
  const answer = await next({ ...request, text: marked.text, ...(isXml ? { isXml } : {}) });
  const restored = marked.restore(answer.text);
  if (restored !== undefined) return { ...answer, text: restored };
  return askPlainly(next, request, onLost);
}

function askPlainly(next: Handler, request: StageRequest, onLost: () => void): Promise<EngineAnswer> {
  onLost();
  return next(request);
}

const markings = {
  placeholders: withBrackets,
  tags: withTags,
  elements: withElements,
} satisfies Record<string, (text: string, matches: StageRequest['found']) => Guarded>;

/** An answer without a term is followed by one reminder; the second answer is accepted as it is. */
async function askWithPrompt(
  next: Handler,
  request: StageRequest,
  onLost: () => void,
): Promise<EngineAnswer> {
  const { text, found } = request;
  const terms = found.map(({ start, end, replacement }) => ({ term: text.slice(start, end), replacement }));
  const wanted = new Set(found.map(({ replacement }) => folded(replacement)));
  const holdsAll = (answer: EngineAnswer) => {
    const given = folded(answer.text);
    return [...wanted].every((words) => given.includes(words));
  };
  const first = await next({ ...request, terms });
  if (holdsAll(first)) return first;
  const second = await next({ ...request, terms, isReminder: true });
  if (!holdsAll(second)) onLost();
  return second;
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
