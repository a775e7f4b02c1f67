/** What the rules for spoken language share. Pure. */
import { beforeLetters } from '../../captions/text-ends.ts';

export function splitEnd(sentence: string): { body: string; end: string } {
  const trimmed = sentence.trim();
  const closing = beforeLetters(trimmed, trimmed.length, /^["'”’)]$/);
  const marks = beforeLetters(trimmed, closing, /^[.!?…]$/);
  const at = marks === closing ? trimmed.length : marks;
  return { body: trimmed.slice(0, at), end: trimmed.slice(at) };
}

/** Single blanks, none before a mark. */
export function tidied(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/ ([,.;:!?])/g, '$1')
    .trim();
}

export function lowerFirst(text: string): string {
  return text.replace(/^\p{Lu}(?!\p{Lu})/u, (letter) => letter.toLowerCase());
}

export function upperFirst(text: string): string {
  return text.replace(
    /^([¿¡"“(]*)(\p{Ll})/u,
    (_all, before: string, letter: string) => before + letter.toUpperCase(),
  );
}
