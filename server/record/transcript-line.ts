/** What was said, as a plain-text transcript shows it. */
export interface TranscriptLine {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly name: string;
  readonly text: string;
}

/** One line of a plain-text transcript. A spoken newline or tab must not make a second one. */
export function transcriptLine({ at, name, text }: TranscriptLine): string {
  return `[${new Date(at).toISOString()}] ${flat(name)}: ${flat(text)}\n`;
}

function flat(text: string): string {
  return text.replaceAll(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
