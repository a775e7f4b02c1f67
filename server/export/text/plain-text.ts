/** Speech and names as plain text of one line, in any script. Pure. */
import { textDirection, UNDETERMINED } from '../../../shared/language.ts';
import { withoutTurns } from '../../captions/text/text-direction.ts';

/** Well formed, without line breaks, control characters and controls that turn what stands beside the text. */
export function flatText(text: string): string {
  return withoutTurns(wellFormed(text))
    .replaceAll(/[\s\p{Cc}\u2028\u2029\uFEFF\uFFFE\uFFFF]+/gu, ' ')
    .trim();
}

/** Halves of surrogate pairs are no text in any encoding of Unicode. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

/**
 * `name: text` as one line whose base direction is that of the text's language, whatever it begins with. Name and text are
 * isolated where letters of both directions may meet; a plain left-to-right line stays as it is.
 */
export function spokenText(language: string, name: string | undefined, text: string): string {
  const label = name === undefined ? '' : `${name}: `;
  const direction = directionOf(language, text);
  if (direction === 'ltr' && !hasRightToLeft(label + text)) return label + text;
  const mark = direction === 'rtl' ? '\u200F' : '\u200E';
  return name === undefined ? mark + text : `${mark}\u2068${name}\u2069: ${text}`;
}

/** Of a language, and of text in an unknown one by its first letter. */
export function directionOf(language: string, text: string): 'ltr' | 'rtl' {
  if (language !== UNDETERMINED) return textDirection(language);
  const first = /\p{L}/u.exec(text)?.[0] ?? '';
  return rightToLeft.test(first) ? 'rtl' : 'ltr';
}

/** Whether any letter is written from the right. */
function hasRightToLeft(text: string): boolean {
  return rightToLeft.test(text);
}

const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
