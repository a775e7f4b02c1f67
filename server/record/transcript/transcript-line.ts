import { withoutTurns } from '../../captions/text/text-direction.ts';

/** A line of a transcript. */
export interface TranscriptLine {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly name: string;
  readonly text: string;
}

/**
 * The line as plain text. Line breaks and tabs in the name and text become spaces, so that it is one line. A name that is
 * read from the right is isolated: else it changes places with right-to-left words behind it.
 */
export function transcriptLine({ at, name, text }: TranscriptLine): string {
  return `[${new Date(at).toISOString()}] ${isolated(flat(name))}: ${flat(text)}\n`;
}

function flat(text: string): string {
  return withoutTurns(text)
    .replaceAll(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
}

function isolated(name: string): string {
  return turning.test(name) ? `\u2068${name}\u2069` : name;
}

/** Letters of scripts that are written from the right, and controls of direction. */
const turning =
  /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}\p{Bidi_Control}]/u;
