import { readFile } from 'node:fs/promises';

export const phrasebookFile = new URL('./phrasebook.json', import.meta.url);

/** Side by side they show that scripts and directions do not matter. */
const wallPreference = ['en', 'fr', 'ar', 'ja', 'zh-Hans', 'pt-BR', 'de', 'es'];
const wallColumns = 4;

/** Tags of the languages that the dialogue is translated into. */
export async function phrasebookLanguages(): Promise<readonly string[]> {
  const { entries }: { entries: Record<string, string>[] } = JSON.parse(
    await readFile(phrasebookFile, 'utf8'),
  );
  return [...new Set(entries.flatMap((entry) => Object.keys(entry)))];
}

export function wallLanguages(languages: readonly string[]): readonly string[] {
  return wallPreference.filter((tag) => languages.includes(tag)).slice(0, wallColumns);
}
