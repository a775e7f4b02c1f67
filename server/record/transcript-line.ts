/** A line of a transcript. */
export interface TranscriptLine {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly name: string;
  readonly text: string;
}

/** The line as plain text. Line breaks and tabs in the name and text become spaces, so that it is one line. */
export function transcriptLine({ at, name, text }: TranscriptLine): string {
  return `[${new Date(at).toISOString()}] ${flat(name)}: ${flat(text)}\n`;
}

function flat(text: string): string {
  return text.replaceAll(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
