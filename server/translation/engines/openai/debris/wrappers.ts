/** What stands round a chat model's answer: code fences, JSON, tags, bold letters, bullets, quotes. Pure. */
import { type Asked, fromJson } from './json.ts';

/** One layer less; `undefined` when what is inside is no answer. Signs that the speaker used stay. */
export function unwrapped(text: string, asked: Asked): string | undefined {
  const inner = calls.test(text) ? undefined : fromJson(fromFence(text, asked.targetLanguage), asked);
  if (inner === undefined) return undefined;
  return fromQuotes(
    withoutBullet(fromEmphasis(fromTag(inner, asked.text), asked.text), asked.text),
    asked.text,
  );
}

/** The model wants to call a function. */
const calls = /^<(?:tool_call|function|tool)\b/i;

function fromFence(text: string, targetLanguage: string): string {
  const fence = ['```', '~~~'].find((mark) => text.startsWith(mark));
  if (fence === undefined) return text;
  const end = text.indexOf(fence, fence.length);
  const inner = text.slice(fence.length, end < 0 ? text.length : end);
  const name = /^[\w-]{0,20}(?=\s)/.exec(inner)?.[0] ?? '';
  const isName = inner.startsWith(`${name}\n`) || fenceNames.has(name) || name === targetLanguage;
  return inner.slice(isName ? name.length : 0).trim();
}

const fenceNames = new Set(['text', 'txt', 'plaintext', 'json', 'markdown', 'md']);

/** `<translation>…</translation>`, whatever its name; the closing one may be missing. */
function fromTag(text: string, question: string): string {
  const open = question.includes('<') ? null : /^<([a-z][a-z0-9_-]{0,20})>/i.exec(text);
  if (open === null) return text;
  const inner = text.slice(open[0].length);
  const close = `</${open[1]}>`;
  return (inner.toLowerCase().endsWith(close.toLowerCase()) ? inner.slice(0, -close.length) : inner).trim();
}

function fromEmphasis(text: string, question: string): string {
  for (const mark of ['***', '**', '__', '*', '_', '`'])
    if (
      !question.includes(mark) &&
      text.length > 2 * mark.length &&
      text.startsWith(mark) &&
      text.endsWith(mark) &&
      !text.slice(mark.length, -mark.length).includes(mark)
    )
      return text.slice(mark.length, -mark.length).trim();
  // Single words in bold letters.
  return question.includes('**') ? text : text.replaceAll('**', '');
}

/** "- …", "# …", "1. …", "> …" */
function withoutBullet(text: string, question: string): string {
  return bullet.test(question) ? text : text.replace(bullet, '');
}

const bullet = /^(?:#{1,6}|[-*•>]|1[.)])\s+/;

function fromQuotes(text: string, question: string): string {
  const pair = quotes.find(([open, close]) => text.startsWith(open) && text.endsWith(close));
  if (pair === undefined || text.length < 3 || quoted.test(question.trim())) return text;
  const inner = text.slice(1, -1);
  return anyQuote.test(inner) ? text : inner.trim();
}

const quotes = [
  ['"', '"'],
  ['“', '”'],
  ['«', '»'],
  ['„', '“'],
  ['„', '”'],
  ["'", "'"],
  ['「', '」'],
  ['『', '』'],
] as const;
const quoted = /^["“«「『„']/;
const anyQuote = /["“”«»「」『』]/;
