/** JSON that a chat model answers with. Pure. */
import { z } from 'zod';
import { comparedWords } from '../../../answers/words.ts';
import { folded, namesLanguage, speaksOfTranslation } from './words.ts';

export interface Asked {
  readonly text: string;
  readonly targetLanguage: string;
}

/** The translation in an object or list, also with words round it; `undefined` when there is none in it. */
export function fromJson(text: string, asked: Asked): string | undefined {
  const exact = exactly.safeParse(parsed(text));
  if (exact.success) return exact.data.translation.trim();
  if (/[{[]/.test(asked.text)) return text;
  const begin = text.search(/\{\s*["']|\[\s*["{]/);
  if (begin < 0) return text;
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1;
  const value = parsed(text.slice(begin, end));
  return value === undefined ? undefined : translationIn(value, asked);
}

/** By the schema the endpoint was given. */
const exactly = z.strictObject({ translation: z.string() });

function translationIn(value: unknown, asked: Asked): string | undefined {
  const question = comparedWords(asked.text).join(' ');
  const strings = stringsIn('', value).filter(
    ({ name, text }) =>
      !failure.test(name) && text.trim() !== '' && comparedWords(text).join(' ') !== question,
  );
  const named = strings.find(
    ({ name }) =>
      speaksOfTranslation(name) || usual.has(folded(name)) || namesLanguage(name, asked.targetLanguage),
  );
  return (named ?? (strings.length === 1 ? strings[0] : undefined))?.text.trim();
}

const usual = new Set(['text', 'output', 'result', 'target', 'answer', 'response', 'content']);
const failure = /^(?:error|message|reason|refusal|note|notes|explanation)$/i;

interface Named {
  readonly name: string;
  readonly text: string;
}

const DEEPEST = 4;

function stringsIn(name: string, value: unknown, depth = 0): readonly Named[] {
  if (typeof value === 'string') return [{ name, text: value }];
  if (typeof value !== 'object' || value === null || depth === DEEPEST) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    stringsIn(Array.isArray(value) ? name : key, inner, depth + 1),
  );
}

function parsed(json: string): unknown {
  for (const text of [json, inDoubleQuotes(json)]) {
    try {
      const value: unknown = JSON.parse(text);
      return value;
    } catch {
      // The other form.
    }
  }
  return undefined;
}

/** As Python writes it. */
function inDoubleQuotes(json: string): string {
  return json.replace(/'(?=\s*[:,}\]])|(?<=[{[:,]\s?)'/g, '"');
}
