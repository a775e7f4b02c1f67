/** Each source file has a test of its name in the mirrored folder, or stands in a `Covers` list at the top of a story. */
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { notYetUnderRule } from './not-yet-under-rule.ts';
import { filesBelow, isCode, textOf } from './source-files.ts';

/** The folders under this rule; each is mirrored below `test/`. */
const mirrored = ['client', 'server', 'shared'] as const;

const tests = filesBelow('test').filter((path) => /\.test\.tsx?$/.test(path));
const testNames = new Set(tests.map(withoutEnding));
const covered = tests.flatMap((test) => coveredBy(textOf(test)).map((source) => ({ test, source })));

describe.each(mirrored)('the tests of %s/', (folder) => {
  const sources = filesBelow(folder).filter((path) => isCode(path) && !notYetUnderRule(path));

  it('are found from the name of every source file', () => {
    expect(sources).not.toEqual([]);
    const listed = new Set(covered.map(({ source }) => source));
    const untested = sources.filter(
      (source) =>
        !testNames.has(`test/${withoutEnding(source)}`) && !listed.has(source) && !holdsTypesOnly(source),
    );
    expect(untested).toEqual([]);
  });

  it('name only files that exist', () => {
    const known = new Set(filesBelow(folder));
    const gone = covered.filter(({ source }) => source.startsWith(`${folder}/`) && !known.has(source));
    expect(gone).toEqual([]);
  });

  it('stand in the folder of their source', () => {
    const places = new Set(filesBelow(folder).map((source) => source.slice(0, source.lastIndexOf('/'))));
    const misplaced = tests
      .filter((test) => test.startsWith(`test/${folder}/`) && !notYetUnderRule(test.slice('test/'.length)))
      .filter((test) => !places.has(test.slice('test/'.length, test.lastIndexOf('/'))));
    expect(misplaced).toEqual([]);
  });
});

describe('a list at the top of a story', () => {
  it('begins with the word Covers and names paths, over one line or several', () => {
    expect(coveredBy("/** Covers client/a.tsx. */\nimport 'b';")).toEqual(['client/a.tsx']);
    expect(
      coveredBy('// A pragma.\n/**\n * A story.\n * Covers client/a.ts,\n * client/b-c/d.tsx\n */'),
    ).toEqual(['client/a.ts', 'client/b-c/d.tsx']);
  });

  it('is no list further down, or without the word', () => {
    expect(coveredBy("import 'b';\n/** Covers client/a.tsx. */")).toEqual([]);
    expect(coveredBy('/** About client/a.tsx. */')).toEqual([]);
  });
});

/** The paths after `Covers` in the comments before the first statement. */
function coveredBy(text: string): readonly string[] {
  const top = /^(?:\s|\/\/.*\n|\/\*[\s\S]*?\*\/)*/.exec(text)?.[0] ?? '';
  const list = top.slice(top.search(/\bCovers\s/) >>> 0);
  return list.match(/(?:client|server|shared)\/[\w./-]*\.tsx?\b/g) ?? [];
}

function withoutEnding(path: string): string {
  return path.replace(/(?:\.test)?\.tsx?$/, '');
}

/** Interfaces and type aliases have no behaviour to test. */
function holdsTypesOnly(path: string): boolean {
  return ts
    .createSourceFile(path, textOf(path), ts.ScriptTarget.Latest)
    .statements.every(
      (statement) =>
        ts.isInterfaceDeclaration(statement) ||
        ts.isTypeAliasDeclaration(statement) ||
        ts.isImportDeclaration(statement),
    );
}
