import type { Translation, TranslationRequest } from '../../../../server/captions/ports/translator.ts';
import type { TranslationService } from '../../../../server/translation/create-translation.ts';
import { dock, dockTranslations } from './dock-sentence.ts';

/**
 * The given translation, and before it a pretend engine for the glossary's sentence. The phrasebook takes no glossary, and a
 * machine without an engine has nothing else that does.
 */
export function withPretendEngine(translation: TranslationService): TranslationService {
  return {
    ...translation,
    translate: async (request) => pretended(request) ?? translation.translate(request),
  };
}

function pretended({
  text,
  targetLanguage,
  sourceLanguage,
  terms,
}: TranslationRequest): Translation | undefined {
  const known = dockTranslations[targetLanguage];
  if (known === undefined || text !== dock.sentence) return undefined;
  const term = terms
    ?.find(text, sourceLanguage)
    .find(({ start, end }) => text.slice(start, end) === dock.term);
  const translated = known.machine.replace(/\{(.*)\}/, (_, word: string) => term?.replacement ?? word);
  return { ok: true, text: translated, origin: 'machine', engine: 'pretend' };
}
