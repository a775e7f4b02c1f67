/** What the rules for spoken language share. Pure. */

export function splitEnd(sentence: string): { body: string; end: string } {
  const trimmed = sentence.trim();
  const end = /[.!?…]+["'”’)]*$/.exec(trimmed)?.[0] ?? '';
  return { body: trimmed.slice(0, trimmed.length - end.length), end };
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
