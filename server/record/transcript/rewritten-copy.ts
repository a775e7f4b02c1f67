import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { turnOfOthers } from '../../lib/turn-of-others.ts';

/** A page is rewritten in a few milliseconds. */
const PAGE_BYTES = 64 * 1024;
/** Longer than any line of a transcript: a longer line is copied unchecked, so that memory is bounded. */
const LONGEST_LINE_BYTES = 1024 * 1024;
const LINE_FEED = 0x0a;

/** By `digestOf` a line: what stands in the place of each occurrence, the first ones first; empty: nothing. */
export type LineChanges = ReadonlyMap<string, readonly string[]>;

/**
 * Copies a text file with some of its lines changed or left out, page by page with a turn of the event loop between them, and renames the
 * copy to the file. The file may grow meanwhile, and stays complete until the rename, so that a crash loses nothing.
 */
export class RewrittenCopy implements AsyncDisposable {
  readonly #path: string;
  readonly #source: FileHandle;
  readonly #copy: FileHandle;
  /** What is left to change. */
  readonly #changes: Map<string, string[]>;
  readonly #page = Buffer.allocUnsafe(PAGE_BYTES);
  /** The beginning of a line whose end has not been read. */
  #rest: Buffer = Buffer.alloc(0);
  #isInLongLine = false;
  #isReplaced = false;

  private constructor(path: string, source: FileHandle, copy: FileHandle, changes: LineChanges) {
    this.#path = path;
    this.#source = source;
    this.#copy = copy;
    this.#changes = new Map([...changes].map(([line, others]) => [line, [...others]]));
  }

  static async open(path: string, changes: LineChanges): Promise<RewrittenCopy> {
    const source = await open(path, 'r');
    try {
      return new RewrittenCopy(path, source, await open(copyOf(path), 'w', 0o600), changes);
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
      await this.#copy.appendFile(this.#rewritten(this.#page.subarray(0, bytesRead)));
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

  /** The lines that end in this page, as they are wanted. */
  #rewritten(page: Buffer): Buffer {
    const text = Buffer.concat([this.#rest, page]);
    const kept: Buffer[] = [];
    let keptTo = 0;
    let lineStart = 0;
    for (let end = text.indexOf(LINE_FEED); end !== -1; end = text.indexOf(LINE_FEED, lineStart)) {
      const nextLine = end + 1;
      const change = this.#changeOf(text.subarray(lineStart, nextLine));
      if (change !== undefined) {
        kept.push(text.subarray(keptTo, lineStart), Buffer.from(change));
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

  #changeOf(line: Buffer): string | undefined {
    if (this.#isInLongLine) {
      this.#isInLongLine = false;
      return undefined;
    }
    return this.#changes.get(digestOf(line))?.shift();
  }
}

/** Names a line with its line feed without holding its words. Some microseconds. */
export function digestOf(line: string | Buffer): string {
  return createHash('sha256').update(line).digest('base64url').slice(0, DIGEST_CHARACTERS);
}

/** 132 bits: no two lines of any file share one. */
const DIGEST_CHARACTERS = 22;

/** Removes the copy that a crash left beside the file: it holds spoken words. */
export function removeLeftCopy(path: string): void {
  rmSync(copyOf(path), { force: true });
}

function copyOf(path: string): string {
  return `${path}.rewriting`;
}
