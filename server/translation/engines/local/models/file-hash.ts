import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Transform } from 'node:stream';

/** In hexadecimal digits; read in pieces, so that nothing else waits. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest('hex');
}

/** Passes on what comes, and knows its size and hash at the end. @throws `onTooLong()` beyond `maxBytes`. */
export class HashingStream extends Transform {
  readonly #hash: Hash = createHash('sha256');
  readonly #maxBytes: number;
  readonly #onTooLong: () => Error;
  bytes = 0;

  constructor(maxBytes: number, onTooLong: () => Error) {
    super();
    this.#maxBytes = maxBytes;
    this.#onTooLong = onTooLong;
  }

  override _transform(
    piece: Buffer,
    _encoding: string,
    done: (error: Error | null, data?: Buffer) => void,
  ): void {
    this.bytes += piece.length;
    if (this.bytes > this.#maxBytes) {
      done(this.#onTooLong());
      return;
    }
    this.#hash.update(piece);
    done(null, piece);
  }

  digest(): string {
    return this.#hash.digest('hex');
  }
}
