/** What chat models add after a translation: notes, offers, a second version. Pure. */
import { comparedWords } from '../../../answers/words.ts';
import type { Asked } from './json.ts';
import { folded, speaksOfTranslation } from './words.ts';

/** The answer without its remarks, and without lines that introduce it or are the sentence itself. */
export function withoutRemarks(text: string, asked: Asked): string {
  return firstVersion(
    withoutBracket(withoutClosing(mainLine(text, asked), asked.text), asked.text),
    asked.text,
  );
}

function mainLine(text: string, { text: question }: Asked): string {
  if (!text.includes('\n') || question.includes('\n')) return text;
  const asked = comparedWords(question).join(' ');
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(
      (line) => line !== '' && !isIntroduction(line) && comparedWords(afterColon(line)).join(' ') !== asked,
    );
  const [only] = lines;
  return lines.length === 1 && only !== undefined ? only : text;
}

function afterColon(line: string): string {
  return /^[^:：]{1,20}[:：]/.test(line) ? line.slice(line.search(/[:：]/) + 1) : line;
}

/** "**Translation:**", "Spanish:" */
function isIntroduction(line: string): boolean {
  return (
    /[:：]\**$/.test(line) &&
    (speaksOfTranslation(line) || folded(line).split(' ').length <= INTRODUCTION_WORDS)
  );
}

const INTRODUCTION_WORDS = 3;
const noteAfter =
  /(?<=[.!?。！？…"”»]) ?[([（*]{0,2}(?:note|nota|anmerkung|hinweis|remarque|примечание|注|備考|참고|alternatively|alternativamente)[:：,]/iu;
const closingAfter = /(?<=[.!?。！？…"”»]) (?:please )?(?:let me know|i hope this|hope this|feel free)\b/i;

/** "… Note: …", "… Let me know if …" */
function withoutClosing(text: string, question: string): string {
  const at = [noteAfter, closingAfter]
    .filter((form) => !form.test(question))
    .map((form) => text.search(form))
    .filter((found) => found > 0);
  return at.length === 0 ? text : text.slice(0, Math.min(...at)).trim();
}

const pairs = { ')': '(', '）': '（', ']': '[' } as const;

/** "… (Note: …)", "… (literally: …)", "… (the sentence)"; a bracket inside a sentence belongs to it. */
function withoutBracket(text: string, question: string): string {
  const close = text.at(-1);
  if (close !== ')' && close !== '）' && close !== ']') return text;
  if (/[()（）[\]]/.test(question)) return text;
  const at = text.lastIndexOf(pairs[close]);
  const before = text.slice(0, at).trim();
  const isApart = /[.!?。！？…"”»]$/u.test(before);
  const words = folded(text.slice(at)).split(' ');
  return at > 0 && isApart && (words.length > 1 || /[:：]/.test(text.slice(at))) ? before : text;
}

const SENTENCE_WORDS = 2;

/** "first version / second version", 'first version or "second version"': one is enough. */
function firstVersion(text: string, question: string): string {
  const at = text.search(/(?<=[.!?。！？…"”»]) (?:\/|\||or|o|ou|oder|або|или) ["“«\p{L}]/u);
  if (at <= 0 || /[/|]/.test(question)) return text;
  const [first, second] = [text.slice(0, at).trim(), text.slice(at + 2)];
  return Math.min(comparedWords(first).length, comparedWords(second).length) >= SENTENCE_WORDS ? first : text;
}

/** Several numbered versions: none of them is the answer. */
export function isList(text: string, question: string): boolean {
  return lists.some(
    ([first, second]) =>
      first.test(text) && second.test(text) && !(first.test(question) || second.test(question)),
  );
}

const lists = [
  [/^1[.)]\s/, /\s2[.)]\s/],
  [/^[aA]\)\s/, /\s[bB]\)\s/],
  [
    /^(?:option|opción|opção|version|versión|variante|вариант) ?[1aA]\b/iu,
    /\s(?:option|opción|opção|version|versión|variante|вариант) ?[2bB]\b/iu,
  ],
] as const;
