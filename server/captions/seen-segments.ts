/** Which segments were accepted: repeats after a reconnect are dropped, revisions find what they revise. */
import { REPEAT_WINDOW } from './caption-limits.ts';
import type { CaptionStore, StoredSegment } from './caption-store.ts';
import type { Segment } from './segment.ts';

export class SeenSegments {
  readonly #store: CaptionStore;
  readonly #meetingId: string;
  /** Across the streams of the meeting: at a hand-over two of them carry the same speech. */
  readonly #keys = new Set<string>();
  readonly #sentences = new Map<string, StoredSegment>();

  constructor(store: CaptionStore, meetingId: string) {
    this.#store = store;
    this.#meetingId = meetingId;
  }

  async has(streamId: string, key: string): Promise<boolean> {
    return this.#keys.has(key) || (await this.#store.hasSegment(this.#meetingId, streamId, key));
  }

  /** The stored segment that this one repeats or revises, by Zoom's sentence id. */
  async sentence(segment: Segment): Promise<StoredSegment | undefined> {
    const { streamId, sentenceId } = segment;
    if (sentenceId === undefined) return undefined;
    return (
      this.#sentences.get(sentenceKey(streamId, sentenceId)) ??
      (await this.#store.findSentence(this.#meetingId, streamId, sentenceId))
    );
  }

  add(stored: StoredSegment): void {
    const { streamId, sentenceId } = stored.segment;
    if (stored.repeatKey !== undefined) this.#keys.add(stored.repeatKey);
    if (sentenceId !== undefined) {
      const key = sentenceKey(streamId, sentenceId);
      this.#sentences.delete(key);
      this.#sentences.set(key, stored);
    }
    forgetOldest(this.#keys);
    forgetOldest(this.#sentences);
  }
}

function sentenceKey(streamId: string, sentenceId: string): string {
  return JSON.stringify([streamId, sentenceId]);
}

function forgetOldest(collection: Set<string> | Map<string, unknown>): void {
  const oldest = collection.keys().next();
  if (collection.size > REPEAT_WINDOW && !oldest.done) collection.delete(oldest.value);
}
