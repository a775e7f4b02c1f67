/** The lines of one meeting and the sentences that are still open: segments in, changed lines out. No store, no clock of its own. */
import type { Speaker } from '../../../shared/caption.ts';
import type { Line, NoteLine, SpokenLine } from '../model/line.ts';
import { type Segment, spokenAt } from '../model/segment.ts';
import type { MeetingSnapshot } from '../ports/caption-store.ts';
import { close, type JoinerStep, type Piece, push, reopened, revise } from './joiner.ts';
import { LinePlaces, type Readers } from './line-places.ts';
import { OpenSpeech, type Speech } from './open-speech.ts';
import type { Heard } from './pieces/pause.ts';
import { type Sentence, sentenceText, withPart } from './pieces/sentence.ts';
import { RecentLines } from './recent-lines.ts';
import { goesOn, textAfter } from './segment-growth.ts';

interface Spoken {
  readonly speaker: Speaker;
  readonly streamId: string;
  readonly spokenAt: number;
  readonly heard: Heard;
}

export class Transcript {
  readonly #speech = new OpenSpeech();
  /** The newest lines, for revisions; older ones are handed in from the store. */
  readonly #recent = new RecentLines((lineId) => this.#speech.withLine(lineId) !== undefined);
  readonly #places: LinePlaces;

  constructor(
    snapshot: Pick<MeetingSnapshot, 'lastPosition' | 'drafts'>,
    now: number,
    readers: Readers = { unshownSince: undefined },
  ) {
    this.#places = new LinePlaces({ lastPosition: snapshot.lastPosition, recent: this.#recent, readers });
    for (const draft of snapshot.drafts) this.#reopen(draft, now);
  }

  /** A new segment: its speaker's sentence grows, closes, or a new one opens. */
  add(seq: number, segment: Segment): readonly SpokenLine[] {
    const speech = this.#speech.of(segment.streamId, segment.speaker.id);
    speech.newestSegment = seq;
    return this.#push(speech, seq, segment.text, segment);
  }

  /**
   * A segment said otherwise, or (empty text) taken back. `stored` are the lines that the store knows to hold a part of it.
   * A line keeps what is said as before; the rest stands in the first line that changes, and the others lose their part.
   */
  revise(seq: number, revision: Segment, stored: readonly Line[]): readonly SpokenLine[] {
    const changed: SpokenLine[] = [];
    const lines = this.#linesWith(seq, stored);
    let text = revision.attribute === 'delete' ? '' : revision.text;
    for (const line of lines) {
      const isLast = line === lines.at(-1);
      const more = textAfter(line, seq, text, revision.sourceLanguage);
      if (more !== undefined && !isLast) {
        text = more;
        continue;
      }
      const speech = this.#speech.withLine(line.id);
      const speaking = this.#speech.of(line.streamId, line.speaker.id);
      if (speech !== undefined) changed.push(...this.#reviseOpen(speech, seq, text, revision));
      else if (more !== undefined && more !== '' && goesOn(line, speaking, seq, revision))
        changed.push(...this.#push(speaking, seq, more, revision));
      else changed.push(...this.#replacePart(line, seq, text, revision));
      text = '';
    }
    return changed;
  }

  /** A settled line in a person's words; nothing when they are the same. */
  edit(known: SpokenLine, text: string, now: number): readonly SpokenLine[] {
    const line = this.#recent.get(known.id) ?? known;
    if (line.text === text) return [];
    const revision = line.revision + 1;
    return [this.#remember({ ...line, text, corrected: true, edited: true, revision, receivedAt: now })];
  }

  /** Closes the open sentences of a stream that paused or ended, or of one speaker who left it. */
  close({ streamId, speakerId }: { streamId: string; speakerId?: string }): readonly SpokenLine[] {
    return this.#speech.open(streamId, speakerId).flatMap((speech) => this.#close(speech));
  }

  /** Closes what has been open, or its speaker silent, for too long. */
  closeDue(now: number): readonly SpokenLine[] {
    return this.#speech.due(now).flatMap((speech) => this.#close(speech));
  }

  /** When `closeDue` has something to do next. */
  nextClose(): number | undefined {
    return this.#speech.nextClose();
  }

  note(note: Omit<NoteLine, 'id' | 'position' | 'removed'>): NoteLine {
    return { ...note, ...this.#places.ofNote(), removed: false };
  }

  /** A speaker goes on in another language. */
  languageNote({ speaker, receivedAt, sourceLanguage }: Segment): NoteLine {
    return this.note({ kind: 'language-changed', at: receivedAt, speaker, sourceLanguage });
  }

  /** Lines of one stream are gone from the store: forget them. */
  forget(lineIds: readonly string[]): void {
    for (const id of lineIds) {
      this.#recent.forget(id);
      this.#speech.forgetLine(id);
    }
  }

  /** The lines that hold a part of a segment, as they are now, in reading order. */
  #linesWith(seq: number, stored: readonly Line[]): readonly SpokenLine[] {
    const now = stored.map((line) => this.#recent.get(line.id) ?? line);
    const lines = new Map([...now, ...this.#recent.holding(seq)].map((line) => [line.id, line]));
    return [...lines.values()]
      .filter((line) => line.kind === 'caption')
      .filter((line) => !line.removed && line.parts.some((part) => part.segment === seq))
      .sort((a, b) => a.position - b.position);
  }

  #push(speech: Speech, seq: number, text: string, segment: Segment): readonly SpokenLine[] {
    const step = push(speech.joiner, pieceOf(seq, text, segment), segment.receivedAt);
    return this.#apply(speech, step, spokenOf(segment));
  }

  #reviseOpen(speech: Speech, seq: number, text: string, revision: Segment): readonly SpokenLine[] {
    const step = revise(speech.joiner, pieceOf(seq, text, revision), revision.receivedAt);
    return this.#apply(speech, step, spokenOf(revision));
  }

  #close(speech: Speech): readonly SpokenLine[] {
    const line = speech.lineId === undefined ? undefined : this.#recent.get(speech.lineId);
    if (line === undefined) return [];
    return this.#apply(speech, close(speech.joiner), { ...line, heard: { receivedAt: line.receivedAt } });
  }

  #apply(speech: Speech, step: JoinerStep, spoken: Spoken): readonly SpokenLine[] {
    const lines: SpokenLine[] = [];
    let continued = speech.lineId === undefined ? undefined : this.#recent.get(speech.lineId);
    for (const sentence of step.closed) {
      lines.push(...this.#line(continued, sentence, 'settled', spoken));
      continued = undefined;
    }
    this.#speech.set(speech, step.state, undefined);
    if (step.state.open !== undefined) {
      const [line, ...moved] = this.#line(continued, step.state.open, 'draft', spoken);
      this.#speech.set(speech, step.state, line.id);
      lines.push(line, ...moved);
    } else if (continued !== undefined && step.closed.length === 0) {
      lines.push(this.#remember(removedLine(continued))); // Everything it held was taken back.
    }
    return lines;
  }

  /** The line of a sentence, and the lines that gave way to it. */
  #line(
    continued: SpokenLine | undefined,
    sentence: Sentence,
    state: SpokenLine['state'],
    spoken: Spoken,
  ): readonly [SpokenLine, ...(readonly SpokenLine[])] {
    const { id, position, isLate, moved } = continued
      ? { ...continued, isLate: continued.late === true, moved: [] }
      : this.#places.ofLine(spoken.heard);
    const line = this.#remember({
      kind: 'caption',
      id,
      position,
      streamId: spoken.streamId,
      speaker: spoken.speaker,
      sourceLanguage: sentence.sourceLanguage,
      text: sentenceText(sentence),
      parts: sentence.parts,
      state,
      corrected: false,
      edited: false,
      revision: 0,
      removed: false,
      ...(isLate ? { late: true } : {}),
      spokenAt: continued?.spokenAt ?? spoken.spokenAt,
      receivedAt: spoken.heard.receivedAt,
    });
    return [line, ...moved.map((other) => this.#remember(other))];
  }

  /** The line with one segment said otherwise; nothing when it says the same. */
  #replacePart(line: SpokenLine, seq: number, text: string, revision: Segment): SpokenLine[] {
    const parts = withPart(line.parts, { segment: seq, text });
    if (parts.length === 0) return [this.#remember(removedLine(line))];
    // A revision by Zoom does not replace a person's text.
    if (line.edited) return [this.#remember({ ...line, parts })];
    const sourceLanguage = revision.sourceLanguage === 'und' ? line.sourceLanguage : revision.sourceLanguage;
    const changed = sentenceText({ parts, sourceLanguage });
    if (changed === line.text && sourceLanguage === line.sourceLanguage) return [];
    const { receivedAt } = revision;
    const next = {
      parts,
      sourceLanguage,
      text: changed,
      corrected: true,
      receivedAt,
      revision: line.revision + 1,
    };
    return [this.#remember({ ...line, ...next })];
  }

  #reopen(draft: SpokenLine, now: number): void {
    this.#remember(draft);
    const speech = this.#speech.of(draft.streamId, draft.speaker.id);
    // A speaker has one open sentence; of two stored drafts the newer one continues.
    const { parts, sourceLanguage } = draft;
    this.#speech.set(speech, reopened({ parts, sourceLanguage }, now), draft.id);
  }

  #remember(line: SpokenLine): SpokenLine {
    this.#recent.remember(line);
    return line;
  }
}

function removedLine(line: SpokenLine): SpokenLine {
  return { ...line, parts: [], text: '', removed: true, state: 'settled' };
}

function pieceOf(segment: number, text: string, { sourceLanguage, startedAt, endedAt }: Segment): Piece {
  return { segment, text, sourceLanguage, startedAt, endedAt };
}

function spokenOf(segment: Segment): Spoken {
  return {
    speaker: segment.speaker,
    streamId: segment.streamId,
    spokenAt: spokenAt(segment),
    heard: segment,
  };
}
