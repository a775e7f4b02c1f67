import type { MessageKey, Messages } from './messages.ts';

/** What people call an engine of the server's `TRANSLATE_ENGINES`; one that is newer than this page by its own word. */
export function engineName(engine: string, say: Messages): string {
  const word = words[engine];
  return word === undefined ? (names[engine] ?? engine) : say(word);
}

const names: Readonly<Record<string, string>> = {
  local: 'Firefox Translations',
  google: 'Google',
  deepl: 'DeepL',
  libre: 'LibreTranslate',
  apertium: 'Apertium',
};

/** Those without a name of their own: behind `openai` may be anybody's model. */
const words: Readonly<Record<string, MessageKey>> = {
  openai: 'engineModel',
  phrasebook: 'enginePhrasebook',
  glossary: 'glossaryTitle',
};
