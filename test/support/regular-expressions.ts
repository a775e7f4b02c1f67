/** Every regular expression that a TypeScript source file makes: literals, and `RegExp(…)` of strings that its own constants make up. */
import ts from 'typescript';

interface FoundExpression {
  readonly line: number;
  readonly source: string;
  readonly flags: string;
}

export interface FoundExpressions {
  readonly expressions: readonly FoundExpression[];
  /** Lines of a `RegExp(…)` whose text only the running program knows. */
  readonly unknown: readonly number[];
}

/** @param name decides between TypeScript and TSX. */
export function expressionsIn(name: string, text: string): FoundExpressions {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const constants = constantsOf(file);
  const expressions: FoundExpression[] = [];
  const unknown: number[] = [];
  const visit = (node: ts.Node): void => {
    const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    if (ts.isRegularExpressionLiteral(node)) expressions.push({ line, ...partsOf(node) });
    if (isRegExpCall(node)) {
      const [pattern, flags] = node.arguments ?? [];
      const source = pattern === undefined ? '' : sourceOf(pattern, constants);
      const marks = flags === undefined ? flagsOf(pattern, constants) : textOf(flags, constants);
      if (source === undefined || marks === undefined) unknown.push(line);
      else expressions.push({ line, source, flags: marks });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { expressions, unknown };
}

type Constants = ReadonlyMap<string, ts.Expression>;

/** Constants of the module alone: one of a function may hide a parameter's value. */
function constantsOf(file: ts.SourceFile): Constants {
  const constants = new Map<string, ts.Expression>();
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    if ((statement.declarationList.flags & ts.NodeFlags.Const) === 0) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (ts.isIdentifier(name) && initializer !== undefined) constants.set(name.text, initializer);
    }
  }
  return constants;
}

function isRegExpCall(node: ts.Node): node is ts.NewExpression | ts.CallExpression {
  const isCall = ts.isNewExpression(node) || ts.isCallExpression(node);
  if (!isCall) return false;
  const called = node.expression;
  // `globalThis.RegExp` as well.
  return called.getText().split('.').at(-1) === 'RegExp';
}

function sourceOf(node: ts.Expression, constants: Constants): string | undefined {
  return literalOf(node, constants)?.source ?? textOf(node, constants);
}

function flagsOf(pattern: ts.Expression | undefined, constants: Constants): string {
  return (pattern === undefined ? undefined : literalOf(pattern, constants))?.flags ?? '';
}

/** The string that an expression is, when it is always the same one. */
function textOf(node: ts.Expression, constants: Constants): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isParenthesizedExpression(node)) return textOf(node.expression, constants);
  if (ts.isTemplateExpression(node)) return templateText(node, constants, false);
  if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'String.raw') {
    const { template } = node;
    return ts.isTemplateExpression(template)
      ? templateText(template, constants, true)
      : (template.rawText ?? '');
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [textOf(node.left, constants), textOf(node.right, constants)];
    return left === undefined || right === undefined ? undefined : left + right;
  }
  if (ts.isIdentifier(node)) return isShadowed(node) ? undefined : constantText(node.text, constants);
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'source')
    return literalOf(node.expression, constants)?.source;
  return ts.isCallExpression(node) ? joinedText(node, constants) : undefined;
}

function constantText(name: string, constants: Constants): string | undefined {
  const value = constants.get(name);
  return value === undefined ? undefined : textOf(value, constants);
}

/** A literal, or the constant of the module that is one. */
function literalOf(
  node: ts.Expression,
  constants: Constants,
): { readonly source: string; readonly flags: string } | undefined {
  const value = ts.isIdentifier(node) && !isShadowed(node) ? constants.get(node.text) : node;
  return value !== undefined && ts.isRegularExpressionLiteral(value) ? partsOf(value) : undefined;
}

/** `[…].join('|')` of known strings. */
function joinedText(node: ts.CallExpression, constants: Constants): string | undefined {
  const called = node.expression;
  if (!ts.isPropertyAccessExpression(called) || called.name.text !== 'join') return undefined;
  if (!ts.isArrayLiteralExpression(called.expression)) return undefined;
  const parts = called.expression.elements.map((element) => textOf(element, constants));
  const [separator] = node.arguments;
  const between = separator === undefined ? ',' : textOf(separator, constants);
  return between === undefined || parts.includes(undefined) ? undefined : parts.join(between);
}

function templateText(node: ts.TemplateExpression, constants: Constants, raw: boolean): string | undefined {
  const written = (part: ts.TemplateLiteralLikeNode) => (raw ? (part.rawText ?? '') : part.text);
  let text = written(node.head);
  for (const { expression, literal } of node.templateSpans) {
    const value = textOf(expression, constants);
    if (value === undefined) return undefined;
    text += value + written(literal);
  }
  return text;
}

/** Does a function around it, by a parameter or a constant of its own, mean something else by this name? */
function isShadowed(name: ts.Identifier): boolean {
  for (let node: ts.Node = name.parent; !ts.isSourceFile(node); node = node.parent) {
    if (ts.isFunctionLike(node) && node.parameters.some((one) => declares(one.name, name.text))) return true;
    if (ts.isBlock(node) && node.statements.some((one) => declaresIn(one, name.text))) return true;
  }
  return false;
}

function declaresIn(statement: ts.Statement, name: string): boolean {
  if (!ts.isVariableStatement(statement)) return false;
  return statement.declarationList.declarations.some((one) => declares(one.name, name));
}

function declares(binding: ts.BindingName, name: string): boolean {
  if (ts.isIdentifier(binding)) return binding.text === name;
  return binding.elements.some((one) => !ts.isOmittedExpression(one) && declares(one.name, name));
}

function partsOf({ text }: ts.RegularExpressionLiteral): { source: string; flags: string } {
  const end = text.lastIndexOf('/');
  return { source: text.slice(1, end), flags: text.slice(end + 1) };
}
