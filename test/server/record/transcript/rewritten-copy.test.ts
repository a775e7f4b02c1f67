import { appendFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  digestOf,
  RewrittenCopy,
  removeLeftCopy,
} from '../../../../server/record/transcript/rewritten-copy.ts';
import { temporaryDirectory } from '../../../support/databases.ts';

function stage(text: string | Buffer) {
  const directory = temporaryDirectory();
  const path = join(directory.path, 'sample.txt');
  writeFileSync(path, text);
  return {
    path,
    files: () => readdirSync(directory.path),
    bytes: () => readFileSync(path),
    [Symbol.dispose]: () => directory[Symbol.dispose](),
  };
}

async function replaceWithout(path: string, unwanted: Record<string, number>): Promise<void> {
  const nothing = ([line, count]: [string, number]) =>
    [digestOf(line), Array.from({ length: count }, () => '')] as const;
  await using copy = await RewrittenCopy.open(path, new Map(Object.entries(unwanted).map(nothing)));
  await copy.replace();
}

it('changes each occurrence of a line once, in order, and keeps further ones', async () => {
  using s = stage('a\nb\na\na\na\n');
  await using copy = await RewrittenCopy.open(
    s.path,
    new Map([
      [digestOf('a\n'), ['longer\n', '', 'ß\n']],
      [digestOf('ß\n'), ['never\n']],
    ]),
  );
  await copy.replace();
  expect(s.bytes().toString()).toBe('longer\nb\nß\na\n');
});

it('leaves out the first occurrences of each unwanted line, as many as are unwanted', async () => {
  using s = stage('a\nb\na\naa\na\nb');
  await replaceWithout(s.path, { 'a\n': 2, 'b\n': 1, 'c\n': 1, a: 1 });
  // The last line is not complete without a line feed.
  expect(s.bytes().toString()).toBe('aa\na\nb');
});

it('finds lines wherever a page ends, also within a character', async () => {
  const line = fc.record({
    text: fc.oneof(fc.constantFrom('Ana: Où ?', '😀', ''), fc.string({ unit: 'grapheme', maxLength: 9 })),
    length: fc.oneof(fc.nat(200), fc.integer({ min: 20_000, max: 70_000 })),
    isUnwanted: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 40 }), async (drawn) => {
      const lines = drawn.map(({ text, length, isUnwanted }, index) => ({
        // The index makes the lines distinct.
        text: `${index}${text.replaceAll('\n', ' ')}${'ß'.repeat(length)}\n`,
        isUnwanted,
      }));
      using s = stage(lines.map(({ text }) => text).join(''));
      await replaceWithout(
        s.path,
        Object.fromEntries(lines.filter(({ isUnwanted }) => isUnwanted).map(({ text }) => [text, 1])),
      );
      const kept = lines.filter(({ isUnwanted }) => !isUnwanted).map(({ text }) => text);
      expect(s.bytes().toString()).toBe(kept.join(''));
    }),
    { numRuns: 25 },
  );
});

it('copies bytes that are no text and lines of any length unchanged', async () => {
  const long = Buffer.alloc(3 * 1024 * 1024, 'x');
  const strange = Buffer.from([0xff, 0xfe, 0x0a, 0x00, 0xc3, 0x0a]);
  using s = stage(Buffer.concat([strange, long, Buffer.from('\nx\n'), strange]));
  const before = s.bytes();
  await replaceWithout(s.path, { 'y\n': 1 });
  expect(s.bytes().equals(before)).toBe(true);
  // The end of an unchecked long line is not compared as a line.
  await replaceWithout(s.path, { 'x\n': 1 });
  expect(s.bytes()).toHaveLength(before.length - 2);
});

it('copies what is appended after it was opened, also in two pieces', async () => {
  using s = stage('a\nb');
  await using copy = await RewrittenCopy.open(s.path, new Map([[digestOf('bc\n'), ['']]]));
  await copy.copyToEnd();
  appendFileSync(s.path, 'c\nd\n');
  await copy.replace();
  expect(s.bytes().toString()).toBe('a\nd\n');
});

it('leaves the file unchanged and no copy when it is disposed before the replacement', async () => {
  using s = stage('a\nb\n');
  {
    await using copy = await RewrittenCopy.open(s.path, new Map([['a\n', ['']]]));
    await copy.copyToEnd();
    expect(s.files()).toHaveLength(2);
  }
  expect(s.files()).toEqual(['sample.txt']);
  expect(s.bytes().toString()).toBe('a\nb\n');
});

it('makes a copy that is readable by the owner only', async () => {
  using s = stage('a\n');
  await replaceWithout(s.path, { 'a\n': 1 });
  expect(statSync(s.path).mode & 0o777).toBe(0o600);
});

it('makes no copy of a missing file', async () => {
  using s = stage('');
  const gone = `${s.path}-gone`;
  await expect(RewrittenCopy.open(gone, new Map())).rejects.toMatchObject({ code: 'ENOENT' });
  expect(existsSync(`${gone}.rewriting`)).toBe(false);
});

it('is removed when a crash has left it beside the file', () => {
  using s = stage('a\n');
  writeFileSync(`${s.path}.rewriting`, 'Ana: Spoken.\n');
  removeLeftCopy(s.path);
  removeLeftCopy(s.path);
  expect(s.files()).toEqual(['sample.txt']);
});
