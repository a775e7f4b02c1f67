import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { whyNotLinear } from '../support/linear-expression.ts';
import { expressionsIn } from '../support/regular-expressions.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const files = ['server', 'shared', 'client']
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      path.join(folder, file),
    ),
  )
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => ({ file, ...expressionsIn(file, readFileSync(path.join(root, file), 'utf8')) }));

const checked = new Map<string, string | undefined>();

function whyNot(source: string, flags: string): string | undefined {
  const key = `/${source}/${flags}`;
  if (!checked.has(key)) checked.set(key, whyNotLinear(source, flags));
  return checked.get(key);
}

describe('every regular expression of the program', () => {
  it('is found', () => {
    expect(files.length).toBeGreaterThan(250);
    expect(files.flatMap(({ expressions }) => expressions).length).toBeGreaterThan(150);
  });

  it('is known before the program runs', () => {
    const unknown = files.flatMap(({ file, unknown: lines }) => lines.map((line) => `${file}:${line}`));
    expect(unknown).toEqual([]);
  });

  it.each(files.filter(({ expressions }) => expressions.length > 0))('is linear in $file', (one) => {
    const slow = one.expressions.flatMap(({ line, source, flags }) => {
      const why = whyNot(source, flags);
      return why === undefined ? [] : [`line ${line}: /${source}/${flags} is ${why}`];
    });
    expect(slow).toEqual([]);
  });
});

describe('the checker', () => {
  it.each([
    ['alternatives that overlap', '^(?:a|a)+$', ''],
    ['repetition in a repetition', '^(?:a+)+b', ''],
    ['repetition of several letters in a repetition', '^(?:(?:ab)+)+c', ''],
    ['Unicode properties that overlap', '[.!](?:[\\p{Pf}]|\\s*[»›])*$', 'u'],
    ['blanks before the end', '\\s+$', ''],
    ['optional blanks before the end', 'x\\s*\\s*$', ''],
    ['letters before a sign', '\\p{L}+!', 'u'],
    ['words before a sign', '\\S+@\\S+', 'gu'],
    ['a lazy body without its end', '<x>.*?</x>', 's'],
    ['a body behind a look back', '(?<!y)\\p{L}+!', 'u'],
    ['a body before a look ahead', 'x\\s*(?=\\s*!)', ''],
  ])('refuses %s', (_kind, source, flags) => {
    expect(whyNotLinear(source, flags)).toBeDefined();
  });

  it.each([
    ['an anchored row', '^\\s+x', ''],
    ['a row that is always found', '[\\p{Cc}\\s]+', 'gu'],
    ['one property', '\\p{Bidi_Control}', 'gu'],
    ['a bounded row', '^\\p{L}{1,9}$', 'u'],
  ])('accepts %s', (_kind, source, flags) => {
    expect(whyNotLinear(source, flags)).toBeUndefined();
  });
});

describe('the search for expressions', () => {
  const found = (text: string) => expressionsIn('some.ts', text);
  const sources = (text: string) => found(text).expressions.map(({ source, flags }) => `/${source}/${flags}`);

  it('reads literals, wherever they stand', () => {
    expect(sources('call(/a+$/u, { b: /c/ })')).toEqual(['/a+$/u', '/c/']);
  });

  it('puts strings of constants together', () => {
    const text = `
      const letter = '[a-z]';
      const row = \`\${letter}+\`;
      new RegExp(\`(\${row})\${'x' + letter}$\`, 'iu');
      RegExp(String.raw\`\\s\${letter}\`);
      new globalThis.RegExp([letter, '.'].join('|'), 'g');
      const known = /b+/i;
      new RegExp(known);
      new RegExp(known.source + '$', 'u');`;
    expect(sources(text)).toEqual([
      '/([a-z]+)x[a-z]$/iu',
      '/\\s[a-z]/',
      '/[a-z]|./g',
      '/b+/i',
      '/b+/i',
      '/b+$/u',
    ]);
  });

  it('reports expressions that are built at run time', () => {
    const text = `
      const word = 'a';
      function search(word: string) { return new RegExp(word); }
      const count = (text: string) => new RegExp(\`\${text}+\`, 'g');
      let other = 'b';
      new RegExp(other);`;
    expect(found(text)).toEqual({ expressions: [], unknown: [3, 4, 6] });
  });
});
