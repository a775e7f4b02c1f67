import { rmSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { turnOfOthers } from '../lib/turn-of-others.ts';

/** A page is filtered in about a millisecond. */
const PAGE_BYTES = 64 * 1024;
/** Longer than any line of a transcript: a longer line is copied unchecked, so that memory is bounded. */
const LONGEST_LINE_BYTES = 1024 * 1024;
const LINE_FEED = 0x0a;

/**
 * Copies a text file without some of its lines, page by page with a turn of the event loop between them, and renames the
 * copy to the file. The file may grow meanwhile, and stays complete until the rename, so that a crash loses nothing.
 */
export class FilteredCopy implements AsyncDisposable {
  readonly #path: string;
  readonly #source: FileHandle;
  readonly #copy: FileHandle;
  readonly #unwanted: Map<string, number>;
  /** Bytes of the unwanted lines: a line of another length is not decoded. */
  readonly #lengths: ReadonlySet<number>;
  readonly #page = Buffer.allocUnsafe(PAGE_BYTES);
  /** The beginning of a line whose end has not been read. */
  #rest: Buffer = Buffer.alloc(0);
  #isInLongLine = false;
  #isReplaced = false;

  private constructor(path: string, source: FileHandle, copy: FileHandle, unwanted: Map<string, number>) {
    this.#path = path;
    this.#source = source;
    this.#copy = copy;
    this.#unwanted = unwanted;
    this.#lengths = new Set([...unwanted.keys()].map((line) => Buffer.byteLength(line)));
  }

  /** @param unwanted lines with their line feed, and how many of each are left out: the first ones. */
  static async open(path: string, unwanted: ReadonlyMap<string, number>): Promise<FilteredCopy> {
    const source = await open(path, 'r');
    try {
      return new FilteredCopy(path, source, await open(copyOf(path), 'w', 0o600), new Map(unwanted));
    } catch (error) {
      await source.close();
      throw error;
    }
  }

  /** Copies what was not copied before, up to the end of the file. */
  async copyToEnd(): Promise<void> {
    for (;;) {
      const { bytesRead } = await this.#source.read(this.#page, 0, PAGE_BYTES, null);
      if (bytesRead === 0) return;
      await this.#copy.appendFile(this.#filtered(this.#page.subarray(0, bytesRead)));
      await turnOfOthers();
    }
  }

  /** Copies the rest and replaces the file. The caller writes nothing to the file meanwhile. */
  async replace(): Promise<void> {
    await this.copyToEnd();
    await this.#copy.appendFile(this.#rest);
    await this.#copy.datasync();
    await rename(copyOf(this.#path), this.#path);
    this.#isReplaced = true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#source.close();
    await this.#copy.close();
    if (!this.#isReplaced) await rm(copyOf(this.#path), { force: true });
  }

  /** The wanted lines that end in this page. */
  #filtered(page: Buffer): Buffer {
    const text = Buffer.concat([this.#rest, page]);
    const kept: Buffer[] = [];
    let keptTo = 0;
    let lineStart = 0;
    for (let end = text.indexOf(LINE_FEED); end !== -1; end = text.indexOf(LINE_FEED, lineStart)) {
      const nextLine = end + 1;
      if (this.#isUnwanted(text.subarray(lineStart, nextLine))) {
        kept.push(text.subarray(keptTo, lineStart));
        keptTo = nextLine;
      }
      lineStart = nextLine;
    }
    if (text.length - lineStart > LONGEST_LINE_BYTES) {
      this.#isInLongLine = true;
      lineStart = text.length;
    }
    this.#rest = text.subarray(lineStart);
    kept.push(text.subarray(keptTo, lineStart));
    return Buffer.concat(kept);
  }

  #isUnwanted(line: Buffer): boolean {
    if (this.#isInLongLine) {
      this.#isInLongLine = false;
      return false;
    }
    if (!this.#lengths.has(line.length)) return false;
    const text = line.toString('utf8');
    const left = this.#unwanted.get(text) ?? 0;
    if (left === 0) return false;
    this.#unwanted.set(text, left - 1);
    return true;
  }
}

/** Removes the copy that a crash left beside the file: it holds spoken words. */
export function removeLeftCopy(path: string): void {
  rmSync(copyOf(path), { force: true });
}

function copyOf(path: string): string {
  return `${path}.rewriting`;
}
