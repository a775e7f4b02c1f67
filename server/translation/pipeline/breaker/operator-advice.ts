import type { TranslationError } from '../../translation-error.ts';

/** One sentence for the log that names what to do. */
export function operatorAdvice(error: TranslationError): string {
  const variables = variablesOf.get(error.engine) ?? { key: 'its key', address: 'its address' };
  switch (error.kind) {
    case 'bad-key':
      return `${error.engine} refuses the key: check ${variables.key}. It is asked again in an hour.`;
    case 'quota':
      return `${error.engine} has no characters left: raise its quota, or take it out of TRANSLATE_ENGINES. It is asked again in an hour.`;
    case 'refused':
      return `${error.engine} refuses calls from here: check ${variables.address}, or put another engine first in TRANSLATE_ENGINES.`;
    case 'rate-limited':
      return `${error.engine} asked for fewer calls: it is left alone for a while; a bigger plan or another engine helps.`;
    case 'language':
      return `${error.engine} does not offer this pair of languages: add an engine to TRANSLATE_ENGINES that does.`;
    default:
      return `${error.engine} fails.`;
  }
}

const variablesOf = new Map([
  ['google', { key: 'GOOGLE_URL', address: 'GOOGLE_URL' }],
  ['deepl', { key: 'DEEPL_KEY', address: 'DEEPL_URL' }],
  ['libre', { key: 'LIBRE_KEY', address: 'LIBRE_URL' }],
  ['openai', { key: 'OPENAI_KEY', address: 'OPENAI_URL and OPENAI_MODEL' }],
]);
