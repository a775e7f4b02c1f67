/** Folders, files and classes stay small enough to be read in one go. */
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { filesBelow, isCode, textOf } from './source-files.ts';

const MOST_FILES = 10;
const MOST_LINES = 250;
const MOST_CLASS_LINES = 200;

/** The folders under these rules. */
const folders = ['client', 'server', 'shared'] as const;

/** Files that hold data and no decisions: they are looked up, not read. */
const isData = (path: string): boolean =>
  /^client\/.*\/(messages\/|message-values\.ts$)/.test(path) ||
  path === 'server/translation/languages/language-table.ts' ||
  /^server\/captions\/sentences\/languages\/[a-z]{2,3}\.ts$/.test(path);

describe.each(folders)('%s/', (folder) => {
  const files = filesBelow(folder);
  const code = files.filter((path) => isCode(path) && !isData(path));

  it(`has at most ${MOST_FILES} files of code in a folder`, () => {
    expect(code).not.toEqual([]);
    const counts = new Map<string, number>();
    for (const path of code) {
      const place = path.slice(0, path.lastIndexOf('/'));
      counts.set(place, (counts.get(place) ?? 0) + 1);
    }
    expect([...counts].filter(([, count]) => count > MOST_FILES)).toEqual([]);
  });

  it(`has no file of more than ${MOST_LINES} lines`, () => {
    const long = files
      .filter((path) => /\.(tsx?|css|html|json)$/.test(path) && !isData(path))
      .map((path) => ({ path, lines: textOf(path).trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > MOST_LINES);
    expect(long).toEqual([]);
  });

  it(`has no class of more than ${MOST_CLASS_LINES} lines`, () => {
    expect(code.flatMap((path) => classesOf(path)).filter(({ lines }) => lines > MOST_CLASS_LINES)).toEqual(
      [],
    );
  });
});

function classesOf(path: string): readonly { readonly name: string; readonly lines: number }[] {
  const file = ts.createSourceFile(path, textOf(path), ts.ScriptTarget.Latest, true);
  const found: { name: string; lines: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isClassLike(node)) {
      const [from, to] = [node.getStart(), node.getEnd()].map(
        (at) => file.getLineAndCharacterOfPosition(at).line,
      );
      found.push({ name: `${path}: ${node.name?.text ?? 'class'}`, lines: (to ?? 0) - (from ?? 0) + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
