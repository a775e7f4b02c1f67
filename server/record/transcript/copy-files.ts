/** The files of the transcript copy: the one that is written to, and those that were rotated away. */
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

/**
 * More than 100 hours of speech: an editor opens it at once, and a deletion, which rewrites the files with lines of its
 * meeting, takes well under a second for each.
 */
const LONGEST_BYTES = 10 * 1024 * 1024;

/** `sample.txt` grows; `sample.txt.1`, `sample.txt.2`, … were it before, the oldest first. */
export class CopyFiles {
  readonly #path: string;
  readonly #longestBytes: number;
  #current = 1;
  #bytes = 0;

  constructor(path: string, longestBytes = LONGEST_BYTES) {
    this.#path = path;
    this.#longestBytes = longestBytes;
  }

  /** The number of the file that grows. */
  get current(): number {
    return this.#current;
  }

  get path(): string {
    return this.#path;
  }

  get isEmpty(): boolean {
    return this.#bytes === 0;
  }

  /** Where a file is. One that is remembered under a higher number than that of the growing file is that file. */
  pathOf(file: number): string {
    return file >= this.#current ? this.#path : `${this.#path}.${file}`;
  }

  /** @param newest the highest number that is remembered: rotated files may have been moved away by hand */
  async look(newest: number | undefined): Promise<void> {
    const name = basename(this.#path);
    const numbers = (await readdir(dirname(this.#path))).flatMap((file) => {
      const number = file.startsWith(`${name}.`) ? file.slice(name.length + 1) : '';
      return /^[1-9]\d{0,8}$/.test(number) ? [Number(number)] : [];
    });
    this.#current = Math.max(1, newest ?? 0, ...numbers.map((number) => number + 1));
    await this.measure();
  }

  async measure(): Promise<void> {
    this.#bytes = await sizeOf(this.#path);
  }

  grew(bytes: number): void {
    this.#bytes += bytes;
  }

  /** Does the file grow too long with so much more? */
  isFullWith(bytes: number): boolean {
    return this.#bytes > 0 && this.#bytes + bytes > this.#longestBytes;
  }

  /** The file gets its number as its name; the next one begins. */
  async rotate(): Promise<void> {
    await rename(this.#path, `${this.#path}.${this.#current}`);
    this.#current += 1;
    this.#bytes = 0;
  }

  /** A rotated file without lines is of no use. */
  async removeIfEmpty(file: number): Promise<void> {
    if (file < this.#current && (await sizeOf(this.pathOf(file))) === 0)
      await rm(this.pathOf(file), { force: true });
  }
}

/** 0: there is none. */
async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  return found?.size ?? 0;
}

/** There is no file of this name. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
