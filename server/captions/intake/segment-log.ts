/** Which segments were accepted: repeats after a reconnect are dropped, revisions find what they revise. */
import { REPEAT_WINDOW, SENTENCE_ID_REUSED_MS } from '../caption-limits.ts';
import { type Segment, spokenAt, UNKNOWN_SPEAKER } from '../model/segment.ts';
import type { CaptionStore, StoredSegment } from '../ports/caption-store.ts';

export class SegmentLog {
  readonly #store: CaptionStore;
  readonly #meetingId: string;
  /** Across the streams of the meeting: at a hand-over two of them carry the same speech. */
  readonly #repeats = new Map<string, StoredSegment>();
  /** By stream and sentence id. Zoom does not say that ids differ between speakers, so several may share one. */
  readonly #sentences = new Map<string, readonly StoredSegment[]>();

  constructor(store: CaptionStore, meetingId: string) {
    this.#store = store;
    this.#meetingId = meetingId;
  }

  /** Was this very segment accepted? From another stream, its sentence id leads to the same line from now on. */
  async isRepeat(segment: Segment, key: string): Promise<boolean> {
    const { streamId } = segment;
    const first = this.#repeats.get(key);
    if (first === undefined) return await this.#store.hasSegment(this.#meetingId, streamId, key);
    if (first.segment.streamId !== streamId) this.add({ ...first, segment });
    return true;
  }

  /** The stored segment that this one repeats or revises, by Zoom's sentence id. */
  async sentence(segment: Segment): Promise<StoredSegment | undefined> {
    const { streamId, sentenceId } = segment;
    if (sentenceId === undefined) return undefined;
    const heard = this.#sentences.get(sentenceKey(streamId, sentenceId)) ?? [];
    const { id: speakerId } = segment.speaker;
    const sentence = { id: sentenceId, ...(speakerId === UNKNOWN_SPEAKER ? {} : { speakerId }) };
    const known =
      heard.findLast((stored) => isSameSentence(stored.segment, segment)) ??
      (await this.#store.findSentence(this.#meetingId, streamId, sentence));
    return known !== undefined && isSameSentence(known.segment, segment) ? known : undefined;
  }

  add(stored: StoredSegment): void {
    const { streamId, sentenceId } = stored.segment;
    if (stored.repeatKey !== undefined) this.#repeats.set(stored.repeatKey, stored);
    if (sentenceId !== undefined) {
      const key = sentenceKey(streamId, sentenceId);
      const others = (this.#sentences.get(key) ?? []).filter(
        ({ segment }) => segment.speaker.id !== stored.segment.speaker.id,
      );
      this.#sentences.delete(key);
      this.#sentences.set(key, [...others, stored]);
    }
    forgetOldest(this.#repeats);
    forgetOldest(this.#sentences);
  }
}

/** Does `segment`, with the same sentence id, speak of the sentence that `known` is? */
function isSameSentence(known: Segment, segment: Segment): boolean {
  const isRevision = segment.attribute !== 'new';
  // A revision may leave out whose words it takes back.
  if (isRevision && segment.speaker.id === UNKNOWN_SPEAKER) return true;
  if (known.speaker.id !== segment.speaker.id) return false;
  if (isRevision) return true;
  // A new one is known when its revision was faster, or when it is sent again; otherwise Zoom does not count.
  const isRepeat = known.attribute !== 'new' || known.text === segment.text;
  return isRepeat && spokenAt(segment) - spokenAt(known) < SENTENCE_ID_REUSED_MS;
}

function sentenceKey(streamId: string, sentenceId: string): string {
  return JSON.stringify([streamId, sentenceId]);
}

function forgetOldest(collection: Map<string, unknown>): void {
  const oldest = collection.keys().next();
  if (collection.size > REPEAT_WINDOW && !oldest.done) collection.delete(oldest.value);
}
