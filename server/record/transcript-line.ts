/** One line of a plain-text transcript. A spoken newline or tab must not make a second one. */
export function transcriptLine({ at, name, text }: { at: number; name: string; text: string }): string {
  return `[${new Date(at).toISOString()}] ${flat(name)}: ${flat(text)}\n`;
}

function flat(text: string): string {
  return text.replaceAll(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
