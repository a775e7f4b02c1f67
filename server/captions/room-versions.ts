import { VERSION_BLOCK } from './caption-limits.ts';

/** The versions of one room: reserved in blocks, so that none is used twice, whoever goes on after a crash. */
export class RoomVersions {
  /** The next `count` versions, never given out before. */
  readonly #reserveBlock: (count: number) => Promise<{ readonly through: number }>;
  #given = 0;
  #sent = 0;
  #reservedThrough = 0;

  constructor(reserveBlock: (count: number) => Promise<{ readonly through: number }>) {
    this.#reserveBlock = reserveBlock;
  }

  /** Nothing was reserved yet: the room has never told anybody anything. */
  get isUnused(): boolean {
    return this.#reservedThrough === 0;
  }

  /** What the readers were told last. */
  get sent(): number {
    return this.#sent;
  }

  /** At least `count` versions can be given. */
  async makeReady(count: number): Promise<void> {
    if (!this.isUnused && this.#given + count <= this.#reservedThrough) return;
    const block = Math.max(VERSION_BLOCK, count);
    const { through } = await this.#reserveBlock(block);
    // The rest of an older block is left unused: a version is never given out twice, but may be skipped.
    this.#given = Math.max(this.#given, through - block);
    if (this.isUnused) this.#sent = this.#given;
    this.#reservedThrough = through;
  }

  next(): number {
    this.#given += 1;
    return this.#given;
  }

  /** Everything given so far goes out now. */
  send(): { readonly from: number; readonly version: number } {
    const from = this.#sent;
    this.#sent = this.#given;
    return { from, version: this.#given };
  }
}
