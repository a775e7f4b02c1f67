import { VERSION_BLOCK } from '../caption-limits.ts';

export interface VersionStore {
  /** The next `count` versions, never given out before. */
  reserve(count: number): Promise<{ readonly through: number }>;
  /** The highest stored one; 0 when there is none. */
  last(): Promise<number>;
}

/** The versions of one language of one meeting: reserved in blocks, so that none is used twice after a crash. */
export class Versions {
  readonly #store: VersionStore;
  #given = 0;
  #sent = 0;
  #reservedThrough = 0;

  constructor(store: VersionStore) {
    this.#store = store;
  }

  /** No version was reserved yet. */
  get isUnused(): boolean {
    return this.#reservedThrough === 0;
  }

  /** The version of the last batch. */
  get sent(): number {
    return this.#sent;
  }

  /** `count` versions can be given without asking the store. */
  has(count: number): boolean {
    return !this.isUnused && this.#given + count <= this.#reservedThrough;
  }

  /** At least `count` versions can be given. */
  async reserve(count: number): Promise<void> {
    if (this.has(count)) return;
    const block = Math.max(VERSION_BLOCK, count);
    // What is stored of an earlier owner counts as sent: a panel that has less finds the hole by the next batch.
    if (this.isUnused) this.#sent = await this.#store.last();
    const { through } = await this.#store.reserve(block);
    // The rest of an older block is left unused: a version is never given out twice, but may be skipped.
    this.#given = Math.max(this.#given, through - block);
    this.#reservedThrough = through;
  }

  next(): number {
    this.#given += 1;
    return this.#given;
  }

  /** Counts one more version as sent: whoever has less finds a hole before the next batch, and asks again. */
  async skip(): Promise<void> {
    // One is left for the batch.
    await this.reserve(2);
    this.#sent = this.next();
  }

  /** The range of the next batch. */
  get unsent(): { readonly from: number; readonly version: number } {
    return { from: this.#sent, version: this.#given };
  }

  /** A batch with this version was sent. */
  wasSent(version: number): void {
    this.#sent = version;
  }
}
