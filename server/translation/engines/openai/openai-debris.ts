/** What chat models put round a translation: thoughts, special tokens, wrappers, labels, remarks. Pure. */
import type { Asked } from './debris/json.ts';
import { unlabelled } from './debris/labels.ts';
import { isList, withoutRemarks } from './debris/remarks.ts';
import { withoutThoughts, withoutTokens } from './debris/tokens.ts';
import { unwrapped } from './debris/wrappers.ts';

/** The answer without its debris; `undefined` when there is no answer in it, or several. */
export function withoutDebris(reply: string, asked: Asked): string | undefined {
  const answer = withoutThoughts(reply.trim());
  if (answer === undefined) return undefined;
  let text = withoutTokens(answer, asked.text);
  // One wrapper may hold another: a code block, JSON, a label, bold letters.
  for (let depth = 0; depth < MOST_WRAPPERS; depth += 1) {
    if (isList(text, asked.text)) return undefined;
    const inner = unwrapped(text, asked);
    if (inner === undefined) return undefined;
    const rest = withoutRemarks(unlabelled(inner, asked), asked);
    if (rest === text) break;
    text = rest;
  }
  return hasForeignStructure(text, asked.text) ? undefined : text;
}

const MOST_WRAPPERS = 6;

/** Signs of markup, code and prompts that the speaker did not use: something is left that is no speech. */
function hasForeignStructure(text: string, question: string): boolean {
  const isLeft = structures.some((form) => form.test(text) && !form.test(question));
  const [before = '', ...after] = text.split(arrow);
  // "A → B" is said of two things, not of two sentences.
  return (
    isLeft || (after.length > 0 && !arrow.test(question) && before.split(/\s+/).length >= SENTENCE_WORDS)
  );
}

const SENTENCE_WORDS = 3;
const arrow = /→|=>|⇒|⟶|➜/;

const structures = [
  /<\/?[a-z|]/i,
  /[{}]/,
  /\|>/,
  /```|~~~/,
  /\[(?:MASK|UNK|INST|TRANSLATION|TEXT)\b/,
  /^\p{L}{1,30}\(["']/u,
] as const;
