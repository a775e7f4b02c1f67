/** What chat models put round a translation: thoughts, special tokens, wrappers, labels. Pure. */
import { describeLanguage } from '../../languages/languages.ts';

/** The answer without its debris; `undefined` when the model never came to one. */
export function withoutDebris(
  reply: string,
  asked: { readonly text: string; readonly targetLanguage: string },
): string | undefined {
  const answer = withoutThinking(reply.trim());
  if (answer === undefined) return undefined;
  let text = beforeSpecialToken(answer);
  // One wrapper may hold another: a code block, JSON, a label, bold letters.
  for (let depth = 0; depth < MOST_WRAPPERS; depth += 1) {
    const inner = unwrappedOnce(text, asked);
    if (inner === text) break;
    text = inner;
  }
  return text;
}

const MOST_WRAPPERS = 5;
const thinkingNames = ['think', 'thinking', 'thought', 'reasoning', 'analysis'] as const;

function withoutThinking(reply: string): string | undefined {
  let text = reply;
  for (const name of thinkingNames) {
    const [open, close] = [`<${name}>`, `</${name}>`];
    // A server may have taken the opening one away.
    const last = text.toLowerCase().lastIndexOf(close);
    if (last >= 0) text = text.slice(last + close.length).trim();
    if (text.toLowerCase().includes(open)) return undefined;
  }
  return text;
}

/** Tokens that end a turn; what follows belongs to the next one. Those at the front only introduce the answer. */
function beforeSpecialToken(text: string): string {
  let rest = text.trim();
  for (let times = 0; times < MOST_WRAPPERS; times += 1) {
    const leading = specialToken.exec(rest);
    if (leading?.index !== 0) break;
    rest = rest.slice(leading[0].length).trim();
  }
  const next = specialToken.exec(rest);
  return next === null ? rest : rest.slice(0, next.index).trim();
}

const specialToken =
  /<\|[a-z_]{1,30}\|>|<\/?s>|\[\/?INST\]|<(?:end_of_turn|start_of_turn|eos|bos|pad)>|<\uff5c[^<>]{1,40}\uff5c>/i;

function unwrappedOnce(
  text: string,
  asked: { readonly text: string; readonly targetLanguage: string },
): string {
  const inner = fromBold(fromJson(fromBlock(text), asked.text), asked.text);
  return afterArrow(afterLabel(inner, asked), asked.text);
}

function fromBlock(text: string): string {
  if (!text.startsWith('```') || !text.endsWith('```') || text.length < 7) return text;
  const inner = text.slice(3, -3);
  const line = inner.indexOf('\n');
  return (line < 0 ? inner : inner.slice(line + 1)).trim();
}

/** An object or a list with one string, whatever its name. */
function fromJson(text: string, sentence: string): string {
  if (!/^[{[]/.test(text) || /^\s*[{[]/.test(sentence)) return text;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text;
  }
  const strings = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const named = strings.find(([name]) => /^(translation|translated_?text|text|output|result)$/i.test(name));
  const [, only] = named ?? (strings.length === 1 ? (strings[0] ?? []) : []);
  return typeof only === 'string' ? only.trim() : text;
}

function fromBold(text: string, sentence: string): string {
  for (const mark of ['**', '__', '*', '`'])
    if (
      !sentence.includes(mark) &&
      text.length > 2 * mark.length &&
      text.startsWith(mark) &&
      text.endsWith(mark) &&
      !text.slice(mark.length, -mark.length).includes(mark)
    )
      return text.slice(mark.length, -mark.length).trim();
  return text;
}

/** "sentence → translation" */
function afterArrow(text: string, sentence: string): string {
  for (const arrow of ['→', '->', '=>', '⇒']) {
    const at = text.indexOf(arrow);
    if (at > 0 && !sentence.includes(arrow) && folded(text.slice(0, at)) === folded(sentence))
      return text.slice(at + arrow.length).trim();
  }
  return text;
}

const LONGEST_LABEL = 60;

/** "Traducción:", "**Spanish**:", "Translation (es):" */
function afterLabel(text: string, asked: { readonly text: string; readonly targetLanguage: string }): string {
  if (/[:：]/.test(asked.text)) return text;
  const at = text.slice(0, LONGEST_LABEL).search(/[:：]/);
  if (at <= 0) return text;
  const label = folded(text.slice(0, at));
  const { name, nativeName } = describeLanguage(asked.targetLanguage);
  const languages = [name, nativeName, asked.targetLanguage].map(folded);
  const isLabel = languages.includes(label) || translationWords.some((word) => label.includes(word));
  // Bold letters may end after the colon.
  return isLabel
    ? text
        .slice(at + 1)
        .replace(/^\*{1,2}(?!\*)/, '')
        .trim()
    : text;
}

/** "Translation" in languages that models answer in. */
const translationWords = [
  ...['translation', 'traduccion', 'traducao', 'traduction', 'traduzione', 'traducere', 'ubersetzung'],
  ...['vertaling', 'oversettelse', 'oversættelse', 'oversaettelse', 'oversattning', 'kaannos', 'preklad'],
  ...['tłumaczenie', 'перевод', 'переклад', 'превод', 'ceviri', 'terjemahan', 'ban dich', 'μεταφραση'],
  ...['翻訳', '翻译', '翻譯', '译文', '譯文', '訳', '번역', 'ترجمة', 'الترجمة', 'ترجمه', 'תרגום', 'अनुवाद'],
].map(folded);

function folded(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}
