/** Where the server is composed, parts are handed over as ports: no callback only passes a call on to another part. */
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { textOf } from './source-files.ts';

const composition = [
  'server/caption-server.ts',
  'server/context.ts',
  'server/http-parts.ts',
  'server/reactions.ts',
] as const;

/** Options of parts that other branches rebuild. To be emptied when they are merged. */
const notYetPorts = ['onDeleted'];

describe('an options bag', () => {
  it('holds no callback that passes a call on', () => {
    const found = composition.flatMap((path) => forwardingCallbacks(textOf(path)));
    expect(found.toSorted()).toEqual(notYetPorts.toSorted());
  });

  it.each([
    ['{ glossaries: (id) => storage.glossariesOf(id) }', ['glossaries']],
    ['{ languages: async () => translation.languages() }', ['languages']],
    ["{ onMoved: (id) => events.announce('meeting-moved', { id }) }", ['onMoved']],
    ['{ apply: (event) => this.#apply(event) }', []],
    ["{ running: (label) => watchdog.running('part', label) }", []],
    ['{ store: storage.captions, now: Date.now }', []],
  ])('is read: %s', (bag, callbacks) => {
    expect(forwardingCallbacks(`f(${bag});`)).toEqual(callbacks);
  });
});

/** Names of properties whose function only calls a method of another part, or that are named as handlers. */
function forwardingCallbacks(text: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node)) {
      const name = node.name.getText();
      if (ts.isArrowFunction(node.initializer) && (/^on[A-Z]/.test(name) || forwards(node.initializer)))
        found.push(name);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('composition.ts', text, ts.ScriptTarget.Latest, true));
  return found;
}

function forwards({ parameters, body }: ts.ArrowFunction): boolean {
  const call = ts.isAwaitExpression(body) ? body.expression : body;
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return false;
  if (call.expression.expression.kind === ts.SyntaxKind.ThisKeyword) return false;
  const given = parameters.map(({ name }) => name.getText());
  return given.join() === call.arguments.map((argument) => argument.getText()).join();
}
