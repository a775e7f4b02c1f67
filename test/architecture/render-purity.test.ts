/** Components and hooks only read while they render: refs are read and written in handlers and effects, never in between. */
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { filesBelow, isCode, textOf } from './source-files.ts';

const sources = filesBelow('client').filter(isCode);

describe('while a component or hook of client/ renders', () => {
  it('no ref is read or written', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(sources.flatMap((path) => refUses(path, textOf(path)))).toEqual([]);
  });

  it('only lib/use-store.ts and a value of the browser are subscribed to by hand', () => {
    const users = sources.filter((path) => textOf(path).includes('useSyncExternalStore('));
    expect(users).toEqual(['client/app/home/home-app.tsx', 'client/lib/use-store.ts']);
  });
});

it('one file of client/ draws all icons, and one the code of a link', () => {
  expect(sources.filter((path) => textOf(path).includes('<svg'))).toEqual([
    'client/share/qr-code.tsx',
    'client/ui/icons.tsx',
  ]);
});

describe('the rule itself', () => {
  it.each([
    ['a write in a hook', 'function useThing(a: string) { const last = useRef(a); last.current = a; }'],
    [
      'a read in a component',
      'const Thing = memo(function Thing() { const at = useRef(0); return at.current; });',
    ],
    [
      'a use inside useMemo',
      'function useThing() { const seen = useRef(new Map()); return useMemo(() => seen.current, []); }',
    ],
    [
      'a use inside useState',
      'function useThing() { const seen = useRef(0); return useState(() => seen.current); }',
    ],
  ])('finds %s', (_, code) => {
    expect(refUses('thing.tsx', code)).toHaveLength(1);
  });

  it.each([
    [
      'an effect',
      'function useThing(a: string) { const last = useRef(a); useEffect(() => { last.current = a; }); }',
    ],
    [
      'a handler',
      'function Thing() { const at = useRef(0); const go = () => { at.current += 1; }; return go; }',
    ],
    ['a class', 'class Thing { current = 1; get() { return this.current; } }'],
  ])('allows %s', (_, code) => {
    expect(refUses('thing.tsx', code)).toEqual([]);
  });
});

/** `path:line` of each `.current` that runs as part of a render. */
function refUses(path: string, text: string): readonly string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && node.name.text === 'current' && runsInRender(node)) {
      found.push(`${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The function around it is a component or a hook, or one that React calls during the render. */
function runsInRender(node: ts.Node): boolean {
  const around = ts.findAncestor(node.parent, ts.isFunctionLike);
  if (around === undefined) return false;
  const call = around.parent;
  if (ts.isCallExpression(call) && /^(useMemo|useState|useReducer)$/.test(call.expression.getText()))
    return runsInRender(call);
  return /^(use)?[A-Z]/.test(nameOf(around));
}

function nameOf(node: ts.SignatureDeclaration): string {
  if (node.name !== undefined) return node.name.getText();
  const holder = node.parent;
  return holder !== undefined && ts.isVariableDeclaration(holder) ? holder.name.getText() : '';
}
