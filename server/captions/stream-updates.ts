/** What each update of a stream changes in its meeting: lines, notes, names and the status. */
import { turnOfOthers } from '../lib/turn-of-others.ts';
import { SHORTEST_GAP_MS } from './caption-limits.ts';
import type { SegmentIntake } from './intake/accept-segment.ts';
import type { LineCommits } from './intake/line-commits.ts';
import type { MeetingStatusRecord } from './intake/meeting-status.ts';
import type { StreamSelection } from './intake/stream-selection.ts';
import type { StreamStateUpdate, StreamUpdate } from './model/stream-update.ts';
import type { Transcript } from './sentences/transcript.ts';
import type { MeetingTerms } from './terms/meeting-terms.ts';

interface MeetingParts {
  readonly streams: StreamSelection;
  readonly segments: SegmentIntake;
  readonly transcript: Transcript;
  readonly commits: LineCommits;
  readonly terms: MeetingTerms;
  readonly status: MeetingStatusRecord;
}

/** The caller applies one update at a time, in the order they came. */
export class StreamUpdates {
  readonly #parts: MeetingParts;

  constructor(parts: MeetingParts) {
    this.#parts = parts;
  }

  /** Settles when what the update changed is stored. @param now milliseconds, our clock */
  async apply(update: StreamUpdate, now: number): Promise<void> {
    const { streams, segments } = this.#parts;
    switch (update.type) {
      case 'segment':
        for (const segment of streams.select(update.segment, now)) await segments.accept(segment);
        return;
      case 'stream-state':
        return this.#applyState(update);
      case 'gap':
        // A gap of a standby stream misses no speech.
        if (streams.leads(update.streamId)) await this.#noteGap(update.at, update.lengthMs);
        return;
      case 'speaker-joined':
      case 'speaker-left':
        return this.#applyMove(update);
    }
  }

  async #applyState(update: StreamStateUpdate): Promise<void> {
    const { streams, segments, transcript, commits, terms, status } = this.#parts;
    const { streamId, state, at } = update;
    const before = status.status.state;
    const { missed, gapMs } = streams.update(update);
    if (gapMs > SHORTEST_GAP_MS) await this.#noteGap(at, gapMs);
    for (const segment of missed) {
      await segments.accept(segment);
      await turnOfOthers();
    }
    if (state === 'paused' || state === 'ended') await commits.commit(transcript.close({ streamId }));
    const after = streams.meetingState ?? before;
    // The stream may have named the host, whose glossary applies.
    if (after === 'live' && before !== 'live') await commits.persist(() => terms.reload());
    if (before === 'live' && after === 'paused')
      await commits.commit([transcript.note({ kind: 'paused', at })]);
    if (before === 'paused' && after === 'live')
      await commits.commit([transcript.note({ kind: 'resumed', at })]);
    await status.change(after, at, streams.reason);
  }

  async #applyMove(
    update: Extract<StreamUpdate, { type: 'speaker-joined' | 'speaker-left' }>,
  ): Promise<void> {
    const { streams, transcript, commits, terms } = this.#parts;
    const { type, speaker, streamId, at } = update;
    terms.addName(speaker.name);
    if (type === 'speaker-left') await commits.commit(transcript.close({ streamId, speakerId: speaker.id }));
    // Zoom sends no name with a leave, and a note without a name is of no use.
    if (speaker.name === '' || !streams.leads(streamId)) return;
    const kind = type === 'speaker-left' ? 'left' : 'joined';
    await commits.commit([transcript.note({ kind, at, speaker })]);
  }

  #noteGap(at: number, lengthMs: number): Promise<void> {
    const { commits, transcript } = this.#parts;
    return commits.commit([transcript.note({ kind: 'gap', at, lengthMs })]);
  }
}
