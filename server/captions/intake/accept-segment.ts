import type { Line } from '../model/line.ts';
import { repeatKey, type Segment } from '../model/segment.ts';
import type { CaptionStore, StoredSegment } from '../ports/caption-store.ts';
import type { Transcript } from '../sentences/transcript.ts';
import type { MeetingTerms } from '../terms/meeting-terms.ts';
import type { LineCommits } from './line-commits.ts';
import type { SegmentLog } from './segment-log.ts';
import { SpokenLanguages } from './spoken-languages.ts';

export interface SegmentIntakeOptions {
  readonly meetingId: string;
  readonly store: Pick<CaptionStore, 'lines'>;
  readonly transcript: Transcript;
  readonly segmentLog: SegmentLog;
  readonly terms: Pick<MeetingTerms, 'addName'>;
  readonly commits: LineCommits;
  /** The number of the newest stored segment of the meeting. */
  readonly lastSegment: number;
}

/** Turns each segment into lines, stored and rendered: repeats are dropped, revisions find what they revise. */
export class SegmentIntake {
  readonly #options: SegmentIntakeOptions;
  readonly #languages = new SpokenLanguages();
  #lastSegment: number;

  constructor(options: SegmentIntakeOptions) {
    this.#options = options;
    this.#lastSegment = options.lastSegment;
  }

  async accept(heard: Segment): Promise<void> {
    const { transcript, segmentLog, terms, commits } = this.#options;
    const segment = this.#languages.checked(heard);
    terms.addName(segment.speaker.name);
    const key = repeatKey(segment);
    // Queries before the segment is stored also wait for an unavailable database.
    if (key !== undefined && (await commits.persist(() => segmentLog.isRepeat(segment, key)))) return;
    const known = await commits.persist(() => segmentLog.sentence(segment));
    // A revision that arrived before its segment is kept.
    if (known !== undefined && segment.attribute === 'new') return;
    const seq = known?.seq ?? this.#nextSegment();
    const notes = this.#languages.heard(segment) ? [transcript.languageNote(segment)] : [];
    const lines = known === undefined ? transcript.add(seq, segment) : await this.#revise(known, segment);
    const holding = lines.filter((line) => holds(line, seq)).map((line) => line.id);
    const lineIds = [...new Set([...(known?.lineIds ?? []), ...holding])];
    const stored: StoredSegment = { seq, segment, lineIds, ...(key === undefined ? {} : { repeatKey: key }) };
    await commits.commit([...notes, ...lines], [stored]);
    segmentLog.add(stored);
  }

  async #revise(known: StoredSegment, revision: Segment): Promise<readonly Line[]> {
    const { meetingId, store, transcript, commits } = this.#options;
    const revised = await commits.persist(() => store.lines(meetingId, known.lineIds));
    return transcript.revise(known.seq, revision, revised);
  }

  #nextSegment(): number {
    this.#lastSegment += 1;
    return this.#lastSegment;
  }
}

function holds(line: Line, seq: number): boolean {
  return line.kind === 'caption' && line.parts.some((part) => part.segment === seq);
}
