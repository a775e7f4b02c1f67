/** What chat models write before or beside a translation: a label, an introduction, the sentence itself. Pure. */
import { baseLanguage } from '../../../../../shared/language.ts';
import { comparedWords } from '../../../answers/words.ts';
import type { Asked } from './json.ts';
import { folded, namesLanguage, speaksOfTranslation } from './words.ts';

/** The answer behind one label, introduction or copy of the sentence. */
export function unlabelled(text: string, asked: Asked): string {
  return fromSentence(besideQuestion(withoutAssent(afterLabel(text, asked), asked), asked.text), asked.text);
}

const LONGEST_LABEL = 40;
/** Of one that speaks of a translation: "Of course! Here is the translation in Spanish:". */
const LONGEST_INTRODUCTION = 120;

/** "Traducción:", "**Spanish**:", "Here is the translation:", "【翻訳】" */
function afterLabel(text: string, asked: Asked): string {
  if (/[:：]/.test(asked.text)) return text;
  const bracket = /^【([^】]{1,20})】/.exec(text);
  if (bracket !== null && isLabel(bracket[1] ?? '', asked)) return text.slice(bracket[0].length).trim();
  const at = text.slice(0, LONGEST_INTRODUCTION).search(/[:：\n]| [-–—] /);
  if (at <= 0 || !isLabel(text.slice(0, at), asked)) return text;
  // Bold letters may end after the colon.
  return text
    .slice(at)
    .replace(/^\s?[-–—:：]/, '')
    .trimStart()
    .replace(/^\*{1,2}(?!\*)/, '')
    .trim();
}

function isLabel(words: string, { text, targetLanguage }: Asked): boolean {
  if (speaksOfTranslation(words)) return !speaksOfTranslation(text);
  if (words.length > LONGEST_LABEL) return false;
  const isEnglish = baseLanguage(targetLanguage) === 'en';
  const label = folded(words);
  return (
    (namesLanguage(words, targetLanguage) && !namesLanguage(text, targetLanguage)) ||
    (!isEnglish && labels.has(label) && !` ${folded(text)} `.includes(` ${label} `)) ||
    assentsBeforeColon.has(label)
  );
}

const labels = new Set(
  'assistant,response,answer,final answer,output,result,caption,subtitle,subtitulo,speaker,spoken,text,note'.split(
    ',',
  ),
);
const assentsBeforeColon = new Set(
  'sure,certainly,of course,por supuesto,claro,bien sur,naturlich,gerne,certo,claro que sim'.split(','),
);

/** "Certainly! …", in English before an answer in another language. */
function withoutAssent(text: string, { text: question, targetLanguage }: Asked): string {
  const found = baseLanguage(targetLanguage) === 'en' ? null : assent.exec(text);
  if (found === null || folded(question).startsWith(folded(found[0]))) return text;
  return text.slice(found[0].length).trim();
}

const assent = /^(?:sure|certainly|of course|absolutely|okay|got it|understood)(?: thing)?[!.,]\s/i;

/** "sentence → translation", "translation ← sentence", "sentence = translation" */
function besideQuestion(text: string, question: string): string {
  const asked = comparedWords(question).join(' ');
  const isQuestion = (part: string) => comparedWords(part).join(' ') === asked;
  const signs = [...text.matchAll(separator)];
  for (const { 0: sign, index } of signs.length > 2 * MOST_SIGNS
    ? [...signs.slice(0, MOST_SIGNS), ...signs.slice(-MOST_SIGNS)]
    : signs) {
    if (question.includes(sign.trim()) && sign.trim() !== '') continue;
    const [left, right] = [text.slice(0, index).trim(), text.slice(index + sign.length).trim()];
    if ((left === '' && isArrow.test(sign)) || (left !== '' && isQuestion(left) && right !== ''))
      return right;
    if (left !== '' && isQuestion(right)) return left;
  }
  return text;
}

/** From each end: each of them costs a look at the whole answer. */
const MOST_SIGNS = 8;

const separator = /\s?(?:→|->|=>|⇒|⟶|➜|➔|←|<-|=|—|–|\/|\||:|：)\s?/gu;
const isArrow = /→|->|=>|⇒|⟶|➜|➔/;

/** A translation is no shorter than this share of its sentence. */
const SHORTEST_SHARE = 1 / 4;

/** `The Spanish translation of "…" is "…".` */
function fromSentence(text: string, question: string): string {
  if (/["“«「]/.test(question) || speaksOfTranslation(question)) return text;
  const parts = [...text.matchAll(/["“«「]([^"“”«»「」]+)["”»」]/gu)];
  const around = parts.reduce((rest, { 0: part }) => rest.replace(part, ' '), text);
  if (parts.length === 0 || !(speaksOfTranslation(around) || /\b(?:would be|in [A-Z])/.test(around)))
    return text;
  const asked = comparedWords(question).join(' ');
  const answers = parts
    .map((part) => part[1] ?? '')
    .filter((part) => comparedWords(part).join(' ') !== asked);
  const [only] = answers;
  return answers.length === 1 && only !== undefined && only.length >= question.length * SHORTEST_SHARE
    ? only.trim()
    : text;
}
