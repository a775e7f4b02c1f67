/** Where lines end, against where the sentences that were spoken end. */
import type { Meeting } from './meeting.ts';
import type { SeenLine } from './replay.ts';
import type { SpokenSegment } from './segments.ts';

export interface SentenceBorders {
  readonly sentences: number;
  /** Lines that end in the middle of a sentence. */
  readonly cuts: number;
  /** Sentences that stand in one line with the next; two short ones that came in one segment may. */
  readonly merges: number;
  /** From the arrival of the last segment of each sentence to the line that settles it. */
  readonly endedMs: readonly number[];
}

/** Counts letters alone: how pieces are joined decides about the blanks, and a transcriber may leave out the end marks. */
export function sentenceBorders(
  meeting: Meeting,
  segments: readonly SpokenSegment[],
  lines: readonly SeenLine[],
): SentenceBorders {
  const speakers = [...new Set(segments.map(({ speaker }) => speaker.name))];
  const counted = speakers.map((name) => {
    const pieces = placed(
      segments.filter(({ speaker }) => speaker.name === name),
      ({ text }) => text,
    );
    const ends = sentenceEnds(meeting, name, pieces.at(-1)?.to ?? 0);
    const seen = placed(
      lines.filter(({ speaker }) => speaker === name),
      ({ versions }) => versions.at(-1)?.original ?? '',
    );
    const mayHoldTwo = new Set(pieces.map(({ from, to }) => `${from}-${to}`));
    return {
      sentences: ends.size,
      cuts: seen.filter(({ to }) => !ends.has(to)).length,
      merges: seen
        .filter(({ from, to }) => !mayHoldTwo.has(`${from}-${to}`))
        .reduce((sum, { from, to }) => sum + [...ends].filter((end) => end > from && end < to).length, 0),
      endedMs: [...ends].flatMap((end) => {
        const last = pieces.find(({ from, to }) => from < end && end <= to);
        const line = seen.find(({ from, to }) => from < end && end <= to);
        const settled = line?.of.versions.find((version) => version.settled);
        return last === undefined || settled === undefined ? [] : [settled.atMs - last.of.endedMs];
      }),
    };
  });
  return {
    sentences: counted.reduce((sum, { sentences }) => sum + sentences, 0),
    cuts: counted.reduce((sum, { cuts }) => sum + cuts, 0),
    merges: counted.reduce((sum, { merges }) => sum + merges, 0),
    endedMs: counted.flatMap(({ endedMs }) => endedMs),
  };
}

/** @param heard letters of all segments: a file of segments may hold a part of its meeting. */
function sentenceEnds(meeting: Meeting, name: string, heard: number): ReadonlySet<number> {
  const own = meeting.sentences.filter(({ speaker }) => speaker.name === name);
  const ends = placed(own, (sentence) => sentence[sentence.spoken]).map(({ to }) => to);
  return new Set(ends.filter((end) => end <= heard));
}

interface Placed<T> {
  readonly of: T;
  readonly from: number;
  readonly to: number;
}

function placed<T>(all: readonly T[], textOf: (one: T) => string): readonly Placed<T>[] {
  let at = 0;
  return all.map((one) => {
    const from = at;
    at += textOf(one).replaceAll(/[\s.!?…]/g, '').length;
    return { of: one, from, to: at };
  });
}
