/** The lines of one meeting and the sentences that are still open: segments in, changed lines out. No store, no clock of its own. */
import type { Speaker } from '../../shared/caption.ts';
import { LIVE_WINDOW_LINES } from './caption-limits.ts';
import type {
  CaptionRecord,
  LineRecord,
  MeetingSnapshot,
  NoteRecord,
  StoredSegment,
} from './caption-store.ts';
import { type Segment, spokenAt } from './segment.ts';
import {
  close,
  closesAt,
  emptyJoiner,
  type JoinerState,
  type JoinerStep,
  push,
  revise,
  type Sentence,
  sentenceText,
} from './sentence-joiner.ts';

interface OpenSpeech {
  readonly streamId: string;
  readonly speakerId: string;
  joiner: JoinerState;
  /** The line of the open sentence. */
  lineId?: string;
}

interface Spoken {
  readonly speaker: Speaker;
  readonly streamId: string;
  readonly spokenAt: number;
  readonly receivedAt: number;
}

export class LineBook {
  readonly #speech = new Map<string, OpenSpeech>();
  /** The newest lines, for revisions; older ones are handed in from the store. */
  readonly #recent = new Map<string, CaptionRecord>();
  #lastPosition: number;

  constructor(snapshot: Pick<MeetingSnapshot, 'lastPosition' | 'drafts'>, now: number) {
    this.#lastPosition = snapshot.lastPosition;
    for (const draft of snapshot.drafts) this.#reopen(draft, now);
  }

  /** A new segment: its speaker's sentence grows, closes, or a new one opens. */
  add(seq: number, segment: Segment): readonly CaptionRecord[] {
    const speech = this.#speechOf(segment.streamId, segment.speaker.id);
    const piece = { segment: seq, text: segment.text, language: segment.sourceLanguage };
    const step = push(speech.joiner, piece, segment.receivedAt);
    return this.#apply(speech, step, spokenOf(segment));
  }

  /** A segment said otherwise, or (empty text) taken back. `lines` are the ones that hold a part of it. */
  revise(stored: StoredSegment, revision: Segment, lines: readonly LineRecord[]): readonly CaptionRecord[] {
    const { seq } = stored;
    const changed: CaptionRecord[] = [];
    let text = revision.attribute === 'delete' ? '' : revision.text;
    for (const known of lines) {
      const line = this.#recent.get(known.id) ?? known;
      if (line.kind !== 'caption' || line.removed) continue;
      const speech = this.#speechWithLine(line);
      if (speech === undefined) changed.push(...this.#replacePart(line, seq, text, revision));
      else changed.push(...this.#apply(speech, revise(speech.joiner, seq, text), spokenOf(revision)));
      text = ''; // The whole new text stands in the first line; the others lose their part.
    }
    return changed;
  }

  /** A settled line in a person's words; nothing when they are the same. */
  edit(known: CaptionRecord, text: string, now: number): readonly CaptionRecord[] {
    const line = this.#recent.get(known.id) ?? known;
    if (line.text === text) return [];
    const revision = line.revision + 1;
    return [this.#remember({ ...line, text, corrected: true, edited: true, revision, receivedAt: now })];
  }

  /** Closes every sentence that `which` picks: its speaker left, the stream paused or ended. */
  close(which: (speech: { streamId: string; speakerId: string }) => boolean): readonly CaptionRecord[] {
    return [...this.#speech.values()].filter(which).flatMap((speech) => this.#close(speech));
  }

  /** Closes what has been open, or its speaker silent, for too long. */
  closeDue(now: number): readonly CaptionRecord[] {
    const due = [...this.#speech.values()].filter((speech) => (closesAt(speech.joiner) ?? Infinity) <= now);
    return due.flatMap((speech) => this.#close(speech));
  }

  /** When `closeDue` has something to do next. */
  nextClose(): number | undefined {
    const times = [...this.#speech.values()].flatMap((speech) => closesAt(speech.joiner) ?? []);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  note(note: Omit<NoteRecord, 'id' | 'position' | 'removed'>): NoteRecord {
    const position = this.#nextPosition();
    return { ...note, id: lineId(position), position, removed: false };
  }

  /** Lines of one stream are gone from the store: forget them. */
  forget(lineIds: readonly string[]): void {
    const gone = new Set(lineIds);
    for (const id of gone) this.#recent.delete(id);
    for (const [key, speech] of this.#speech) {
      if (speech.lineId !== undefined && gone.has(speech.lineId)) this.#speech.delete(key);
    }
  }

  #close(speech: OpenSpeech): readonly CaptionRecord[] {
    const line = speech.lineId === undefined ? undefined : this.#recent.get(speech.lineId);
    if (line === undefined) return [];
    return this.#apply(speech, close(speech.joiner), line);
  }

  #apply(speech: OpenSpeech, step: JoinerStep, spoken: Spoken): readonly CaptionRecord[] {
    const lines: CaptionRecord[] = [];
    let continued = speech.lineId === undefined ? undefined : this.#recent.get(speech.lineId);
    for (const sentence of step.closed) {
      lines.push(this.#line(continued, sentence, 'settled', spoken));
      continued = undefined;
    }
    speech.joiner = step.state;
    delete speech.lineId;
    if (step.state.open !== undefined) {
      const line = this.#line(continued, step.state.open, 'draft', spoken);
      speech.lineId = line.id;
      lines.push(line);
    } else if (continued !== undefined && step.closed.length === 0) {
      lines.push(this.#remember(removedLine(continued))); // Everything it held was taken back.
    }
    return lines;
  }

  #line(
    continued: CaptionRecord | undefined,
    sentence: Sentence,
    state: CaptionRecord['state'],
    spoken: Spoken,
  ): CaptionRecord {
    const position = continued?.position ?? this.#nextPosition();
    return this.#remember({
      kind: 'caption',
      id: continued?.id ?? lineId(position),
      position,
      streamId: spoken.streamId,
      speaker: spoken.speaker,
      language: sentence.language,
      text: sentenceText(sentence),
      parts: sentence.pieces,
      state,
      corrected: false,
      edited: false,
      revision: 0,
      removed: false,
      spokenAt: continued?.spokenAt ?? spoken.spokenAt,
      receivedAt: spoken.receivedAt,
    });
  }

  /** The line with one segment said otherwise; nothing when it says the same. */
  #replacePart(line: CaptionRecord, seq: number, text: string, revision: Segment): CaptionRecord[] {
    const first = line.parts.findIndex((part) => part.segment === seq);
    const parts = line.parts
      .map((part, index) => (index === first ? { segment: seq, text } : part))
      .filter((part, index) => part.text !== '' && (part.segment !== seq || index === first));
    if (parts.length === 0) return [this.#remember(removedLine(line))];
    // What a person has written is not undone by what a machine heard.
    if (line.edited) return [this.#remember({ ...line, parts })];
    const language = revision.sourceLanguage === 'und' ? line.language : revision.sourceLanguage;
    const changed = sentenceText({ pieces: parts, language });
    if (changed === line.text && language === line.language) return [];
    const { receivedAt } = revision;
    const next = { parts, language, text: changed, corrected: true, receivedAt, revision: line.revision + 1 };
    return [this.#remember({ ...line, ...next })];
  }

  #reopen(draft: CaptionRecord, now: number): void {
    this.#remember(draft);
    const speech = this.#speechOf(draft.streamId, draft.speaker.id);
    // Two drafts of one speaker cannot be; should the store say so, the newer one goes on.
    speech.joiner = { open: { pieces: draft.parts, language: draft.language, openedAt: now, lastAt: now } };
    speech.lineId = draft.id;
  }

  #remember(line: CaptionRecord): CaptionRecord {
    this.#recent.delete(line.id);
    this.#recent.set(line.id, line);
    const oldest = this.#recent.keys().next();
    if (this.#recent.size > LIVE_WINDOW_LINES && !oldest.done) this.#recent.delete(oldest.value);
    return line;
  }

  #speechOf(streamId: string, speakerId: string): OpenSpeech {
    const key = JSON.stringify([streamId, speakerId]);
    const known = this.#speech.get(key);
    if (known !== undefined) return known;
    const speech: OpenSpeech = { streamId, speakerId, joiner: emptyJoiner };
    this.#speech.set(key, speech);
    return speech;
  }

  #speechWithLine(line: CaptionRecord): OpenSpeech | undefined {
    return [...this.#speech.values()].find((speech) => speech.lineId === line.id);
  }

  #nextPosition(): number {
    this.#lastPosition += 1;
    return this.#lastPosition;
  }
}

/** Unique within the meeting and the same in every language, because a position is given once. */
function lineId(position: number): string {
  return `l${position}`;
}

function removedLine(line: CaptionRecord): CaptionRecord {
  return { ...line, parts: [], text: '', removed: true, state: 'settled' };
}

function spokenOf(segment: Segment): Spoken {
  return {
    speaker: segment.speaker,
    streamId: segment.streamId,
    spokenAt: spokenAt(segment),
    receivedAt: segment.receivedAt,
  };
}
