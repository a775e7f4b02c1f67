/** The rules of shared/PROTOCOL.md that hold for every line at every reader of one meeting, at every moment. */

import type { Line } from '../../../../shared/caption.ts';
import type { CaptionBatch } from '../../../../shared/panel-protocol.ts';
import { numberOf, wordsIn } from '../meetings/spoken-record.ts';

/** Shared by the readers of a meeting: what one version of a language shows, it shows to everybody. */
export class LineRules {
  readonly #positions = new Map<string, number>();
  /** By language and version: the line that has it. */
  readonly #versions = new Map<string, string>();
  readonly #violated: (what: string, events?: readonly string[]) => void;

  constructor(violated: (what: string, events?: readonly string[]) => void) {
    this.#violated = violated;
  }

  /** A line that a reader has received in an answer or a batch of this language. */
  received(language: string, line: Line): void {
    const position = this.#positions.get(line.id) ?? line.position;
    if (position !== line.position)
      this.#violated(`a line moved from position ${position} to ${line.position} (${language})`);
    this.#positions.set(line.id, position);
    // What has no rendering in this language yet has no version of it.
    if (line.version === 0 || (line.kind === 'caption' && line.origin === 'pending')) return;
    const shown = contentOf(line);
    const key = `${language} ${line.version}`;
    const known = this.#versions.get(key) ?? shown;
    if (known !== shown)
      this.#violated(`version ${line.version} of ${language} was used twice: ${known} and ${shown}`);
    this.#versions.set(key, known);
  }

  /** The lines a reader shows after a batch or an answer. */
  shows(language: string, lines: Iterable<Line>, events: readonly string[]): void {
    const seen = new Map<number, string>();
    for (const line of lines)
      for (const word of wordsOf(line)) {
        const number = numberOf(word);
        const other = seen.get(number);
        if (other !== undefined)
          this.#violated(`sentence ${word} is shown twice, in ${other} and ${line.id} (${language})`, [
            ...events,
          ]);
        seen.set(number, line.id);
      }
  }

  batch({ language, from, version, upserts }: CaptionBatch): void {
    if (from > version) this.#violated(`a batch of ${language} goes from version ${from} back to ${version}`);
    for (const line of upserts)
      if (line.version > version)
        this.#violated(`a line of version ${line.version} came in a batch up to ${version} (${language})`);
  }
}

/** The words of a caption's text. */
export function wordsOf(line: Line): readonly string[] {
  return line.kind === 'caption' ? wordsIn(line.text) : [];
}

export function contentOf(line: Line): string {
  return line.kind === 'caption' ? `${line.id} ${line.state} "${line.text}"` : `${line.id} ${line.kind}`;
}
