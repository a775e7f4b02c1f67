import { readFileSync } from 'node:fs';
import { isObject, type JsonObject, parseJson } from './json.ts';

/** The entries of one file of test/contract/golden. */
export function golden(name: string): readonly JsonObject[] {
  const entries = parseJson(
    readFileSync(new URL(`../../contract/golden/${name}.json`, import.meta.url), 'utf8'),
  );
  if (!Array.isArray(entries) || entries.length === 0) throw new Error(`golden ${name} has no entries`);
  return entries.filter(isObject);
}

/** Names of fields with their kinds, as deep as objects go: what two messages must share to be of one shape. */
export function shapeOf(value: unknown): unknown {
  if (!isObject(value)) return Array.isArray(value) ? 'array' : typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, field]) => [name, shapeOf(field)]),
  );
}
