import { isPlausible } from '../plausible.ts';

/**
 * A chat model may answer instead of translating. The translation in `reply`, or `undefined` when it is none: a refusal,
 * our own instructions, an explanation, or something far too long or short for the sentence.
 */
export function checkedTranslation(
  reply: string,
  sentence: string,
  instructions: string,
): string | undefined {
  const text = bare(reply, sentence);
  if (text === '' || /<\/?speech>/i.test(text)) return undefined;
  // Explanations and lists come in lines; a caption has one.
  if (/\n/.test(text) && !/\n/.test(sentence)) return undefined;
  if (aboutItself.test(text) && !aboutItself.test(sentence)) return undefined;
  if (leaks(text, instructions)) return undefined;
  return isPlausible(text, sentence) ? text : undefined;
}

const aboutItself =
  /\bas an AI\b|\b(large )?language model\b|\bsystem prompt\b|\bI(['’]m| am)? (sorry, but I )?(can(['’]t|not)|unable to|won['’]t) (assist|help|comply|translate|fulfill?)\b/i;

/** What models like to put round a translation. */
function bare(reply: string, sentence: string): string {
  const text = reply
    .replace(/^\s*<think>.*?<\/think>/s, '')
    .replace(/^\s*<speech>(.*)<\/speech>\s*$/s, '$1')
    .trim();
  const unlabelled = sentence.includes(':')
    ? text
    : text.replace(
        /^(sure[,!.]?\s*)?(here(['’]s| is) )?(the |your )?translation( in [\p{L} ()]+)?:\s*/iu,
        '',
      );
  const quoted = /^(["“«「„'])(.*)(["”»」“'])$/s.exec(unlabelled);
  const inner = quoted?.[2];
  return inner === undefined || /^["“«「„']/.test(sentence.trim()) || /["“”«»]/.test(inner)
    ? unlabelled
    : inner.trim();
}

/** Eight words of the instructions in a row are no coincidence. */
function leaks(text: string, instructions: string): boolean {
  const words = (value: string) => value.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const said = ` ${words(text).join(' ')} `;
  const ours = words(instructions);
  return ours.some(
    (_word, at) => at + 8 <= ours.length && said.includes(` ${ours.slice(at, at + 8).join(' ')} `),
  );
}
