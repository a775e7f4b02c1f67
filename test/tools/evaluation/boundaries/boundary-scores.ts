/** Precision and recall of the cuts that the joiner makes, over utterances with known sentences. */

import type { SpokenLine } from '../../../../server/captions/model/line.ts';
import { closedRanges } from '../../../../server/captions/sentences/line-ranges.ts';
import { Transcript } from '../../../../server/captions/sentences/transcript.ts';
import { isUnspaced } from '../../../../shared/language.ts';
import type { BoundarySet, Utterance } from './boundary-set.ts';
import { cutUtterance, type UtteranceCuts, utteranceCuts } from './utterance-cuts.ts';

export interface BoundaryScore {
  readonly language: string;
  readonly judged: boolean;
  readonly utterances: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Utterances all of whose cuts are right, of all three ways to cut them. */
  readonly exact: number;
  readonly misses: readonly BoundaryMiss[];
}

/** One utterance with a wrong or missing cut. */
export interface BoundaryMiss {
  readonly trap: string;
  readonly cuts: UtteranceCuts;
  readonly segments: readonly string[];
  readonly sentences: readonly string[];
  readonly lines: readonly string[];
}

export function scoreBoundaries({ language, judged, utterances }: BoundarySet, seed: number): BoundaryScore {
  const counts = { right: 0, found: 0, wanted: 0, exact: 0, plays: 0 };
  const misses: BoundaryMiss[] = [];
  for (const [index, utterance] of utterances.entries()) {
    for (const cuts of utteranceCuts) {
      const play = played(utterance, language, cuts, seed + index);
      const wanted = new Set([...ends(utterance.sentences)].filter((at) => !play.undecided.has(at)));
      const found = ends(play.lines);
      const right = [...found].filter((at) => wanted.has(at)).length;
      counts.right += right;
      counts.found += found.size;
      counts.wanted += wanted.size;
      counts.plays += 1;
      if (right === found.size && right === wanted.size) counts.exact += 1;
      else
        misses.push({
          trap: utterance.trap,
          cuts,
          segments: play.segments,
          sentences: utterance.sentences,
          lines: play.lines,
        });
    }
  }
  const [precision, recall] = [counts.right / counts.found, counts.right / counts.wanted];
  return {
    language,
    judged,
    utterances: utterances.length,
    precision,
    recall,
    f1: (2 * precision * recall) / (precision + recall),
    exact: counts.exact / counts.plays,
    misses,
  };
}

/** Segments of ongoing speech come so far apart, at least. */
const PIECE_EVERY_MS = 1_200;

interface Play {
  readonly segments: readonly string[];
  readonly lines: readonly string[];
  /** Ends inside a segment that is one line as it was delivered: `MAX_WHOLE_SEGMENT_CHARACTERS` leaves them. */
  readonly undecided: ReadonlySet<number>;
}

function played(utterance: Utterance, language: string, cuts: UtteranceCuts, seed: number): Play {
  const text = utterance.sentences.join(isUnspaced(language) && !/^th\b/u.test(language) ? '' : ' ');
  const segments = cutUtterance(text, language, cuts, seed);
  if (cuts === 'whole') return { segments, lines: asked(text, language), undecided: new Set() };
  const lines = spoken(segments, language);
  return { segments, lines: lines.map((line) => line.text), undecided: insideWhole(lines) };
}

/** A whole segment is a line as it is: so its sentences are asked for, as of one that follows an unfinished one. */
function asked(text: string, language: string): readonly string[] {
  const { ranges, at } = closedRanges(text, language);
  const lines = [...ranges, [at, text.length] as const].map(([from, to]) => text.slice(from, to));
  return lines.filter((line) => line.trim() !== '');
}

/** As the server does: what is due closes before the next segment, what is open at the end. */
function spoken(segments: readonly string[], language: string): readonly SpokenLine[] {
  const transcript = new Transcript({ lastPosition: 0, drafts: [] }, 0);
  const lines = new Map<number, SpokenLine>();
  const keep = (changed: readonly SpokenLine[]) => {
    for (const line of changed) lines.set(line.position, line);
  };
  for (const [seq, text] of segments.entries()) {
    const receivedAt = seq * PIECE_EVERY_MS;
    keep(transcript.closeDue(receivedAt));
    keep(
      transcript.add(seq, {
        meetingId: 'm',
        streamId: 's',
        speaker: { id: '1', name: 'A' },
        sourceLanguage: language,
        text,
        attribute: 'new',
        startedAt: receivedAt - PIECE_EVERY_MS,
        endedAt: receivedAt,
        receivedAt,
      }),
    );
  }
  keep(transcript.close({ streamId: 's' }));
  return [...lines.values()].filter((line) => !line.removed).toSorted((a, b) => a.position - b.position);
}

/** Positions in the text without blanks where the parts end. */
function ends(parts: readonly string[]): ReadonlySet<number> {
  let at = 0;
  return new Set(
    parts.map((part) => {
      at += withoutBlanks(part).length;
      return at;
    }),
  );
}

function insideWhole(lines: readonly SpokenLine[]): ReadonlySet<number> {
  const inside = new Set<number>();
  let at = 0;
  for (const { text, parts } of lines) {
    const end = at + withoutBlanks(text).length;
    if (parts.length === 1) for (let one = at + 1; one < end; one += 1) inside.add(one);
    at = end;
  }
  return inside;
}

function withoutBlanks(text: string): string {
  return text.replace(/\s+/gu, '');
}
