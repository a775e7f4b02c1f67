/** Which segments were accepted: repeats after a reconnect are dropped, revisions find what they revise. */
import { LRUCache } from 'lru-cache';
import { REPEAT_WINDOW, SENTENCE_ID_REUSED_MS } from '../caption-limits.ts';
import { type Segment, spokenAt, UNKNOWN_SPEAKER } from '../model/segment.ts';
import type { CaptionStore, StoredSegment } from '../ports/caption-store.ts';

export class SegmentLog {
  readonly #store: CaptionStore;
  readonly #meetingId: string;
  /** Across the streams of the meeting: at a hand-over two of them carry the same speech. */
  readonly #repeats = new LRUCache<string, StoredSegment>({ max: REPEAT_WINDOW });
  /** By stream, sentence id and speaker: Zoom does not say that ids differ between speakers, so thousands may share one. */
  readonly #sentences = new LRUCache<string, StoredSegment>({ max: REPEAT_WINDOW });
  /** By stream and sentence id: the newest speaker. A revision may omit its speaker. */
  readonly #newest = new LRUCache<string, StoredSegment>({ max: REPEAT_WINDOW });

  /** Segments that are stored and not known here. */
  #hasOlder: boolean;
  #added = 0;

  /** @param hasOlder segments of the meeting are stored already */
  constructor(store: CaptionStore, meetingId: string, hasOlder: boolean) {
    this.#store = store;
    this.#meetingId = meetingId;
    this.#hasOlder = hasOlder;
  }

  /** Whether this segment was accepted before. From another stream, its sentence id then leads to the same line. */
  async isRepeat(segment: Segment, key: string): Promise<boolean> {
    const { streamId } = segment;
    const first = this.#repeats.get(key);
    if (first === undefined)
      return this.#hasOlder && (await this.#store.hasSegment(this.#meetingId, streamId, key));
    if (first.segment.streamId !== streamId) this.add({ ...first, segment });
    return true;
  }

  /** The stored segment that this one repeats or revises, by Zoom's sentence id. */
  async sentence(segment: Segment): Promise<StoredSegment | undefined> {
    const { streamId, sentenceId } = segment;
    if (sentenceId === undefined) return undefined;
    const { id: speakerId } = segment.speaker;
    const isNameless = speakerId === UNKNOWN_SPEAKER && segment.attribute !== 'new';
    const heard = isNameless
      ? this.#newest.get(keyOf(streamId, sentenceId))
      : this.#sentences.get(keyOf(streamId, sentenceId, speakerId));
    const sentence = { id: sentenceId, ...(speakerId === UNKNOWN_SPEAKER ? {} : { speakerId }) };
    const known =
      (heard !== undefined && isSameSentence(heard.segment, segment) ? heard : undefined) ??
      (await this.#store.findSentence(this.#meetingId, streamId, sentence));
    return known !== undefined && isSameSentence(known.segment, segment) ? known : undefined;
  }

  add(stored: StoredSegment): void {
    const { streamId, sentenceId } = stored.segment;
    this.#added += 1;
    // The oldest key leaves for it.
    if (this.#added > REPEAT_WINDOW) this.#hasOlder = true;
    if (stored.repeatKey !== undefined) this.#repeats.set(stored.repeatKey, stored);
    if (sentenceId !== undefined) {
      this.#sentences.set(keyOf(streamId, sentenceId, stored.segment.speaker.id), stored);
      this.#newest.set(keyOf(streamId, sentenceId), stored);
    }
  }
}

/** Whether `segment`, with the same sentence id, is about the sentence of `known`. */
function isSameSentence(known: Segment, segment: Segment): boolean {
  const isRevision = segment.attribute !== 'new';
  // A revision may omit its speaker.
  if (isRevision && segment.speaker.id === UNKNOWN_SPEAKER) return true;
  if (known.speaker.id !== segment.speaker.id) return false;
  if (isRevision) return true;
  // A new segment is known when its revision arrived first or when it is repeated; otherwise Zoom reuses the id.
  const isRepeat = known.attribute !== 'new' || known.text === segment.text;
  return isRepeat && spokenAt(segment) - spokenAt(known) < SENTENCE_ID_REUSED_MS;
}

function keyOf(...ids: readonly string[]): string {
  return JSON.stringify(ids);
}
