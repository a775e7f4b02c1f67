export function splitEnd(sentence: string): { body: string; end: string } {
  const trimmed = sentence.trim();
  let at = trimmed.length;
  while (at > 0 && closers.has(trimmed.charAt(at - 1))) at -= 1;
  const marksEnd = at;
  while (at > 0 && endMarks.has(trimmed.charAt(at - 1))) at -= 1;
  // Without a mark, what closes belongs to the words.
  const bodyEnd = at === marksEnd ? trimmed.length : at;
  return { body: trimmed.slice(0, bodyEnd), end: trimmed.slice(bodyEnd) };
}

const endMarks = new Set('.!?…');
const closers = new Set(`"'”’)`);

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

/** A capital letter that was there only because the part opened a sentence. */
export function lowerUnlessName(spanish: string, english: string): string {
  return /^(\p{Lu}\p{Ll}|\p{Lu}\b)/u.test(english) && !/^I\b/.test(english) ? spanish : lowerFirst(spanish);
}
