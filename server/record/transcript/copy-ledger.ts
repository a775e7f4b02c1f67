/** Keeps account of what the files of the transcript copy hold, and of what is to change in them. */
import type { CopiedLine, CopiedLineStore } from './copied-lines.ts';
import { digestOf, type LineChanges } from './rewritten-copy.ts';

/** A line as it is wanted in the copy. Empty text: not at all. */
export interface WantedLine {
  readonly meetingId: string;
  readonly lineId: string;
  /** With its line feed. */
  readonly text: string;
}

/** What is to change in one file. */
interface FileChanges {
  readonly file: number;
  readonly lines: readonly CopiedLine[];
  readonly changes: LineChanges;
  /** Further changes of these lines are changes of what they become. */
  readonly begun: readonly Replacement[];
}

/** A line that is replaced in its place. */
interface Replacement {
  /** As it stands in the file. */
  readonly from: CopiedLine;
  readonly to: string;
}

/** Not concurrent: its caller lets one call end before the next. */
export class CopyLedger {
  readonly #store: CopiedLineStore;
  /** By meeting and line; those that are being written now are not among them. */
  #replacements = new Map<string, Replacement>();
  /** Lines that are being taken out of their files now, by meeting, line and digest. */
  #underway = new Set<string>();

  constructor(store: CopiedLineStore) {
    this.#store = store;
  }

  /** Remembers the lines, one of each id. @returns the text to append, and whether something else is to change. */
  async accept(
    wanted: readonly WantedLine[],
    file: number,
  ): Promise<{ readonly append: string; readonly isChanged: boolean }> {
    const known = await this.#find(wanted);
    const save: CopiedLine[] = [];
    const unwritten: CopiedLine[] = [];
    let append = '';
    let isChanged = false;
    for (const { meetingId, lineId, text } of wanted) {
      const ofLine = known.get(lineKey({ meetingId, lineId })) ?? [];
      const current = ofLine.find(({ isStale }) => !isStale);
      const digest = text === '' ? undefined : digestOf(text);
      if (current?.digest === digest) continue;
      if (current !== undefined) {
        isChanged = true;
        this.#replace(current, { text, digest, save, unwritten });
      } else if (digest !== undefined) {
        const removed = ofLine.find(
          (line: CopiedLine) => line.digest === digest && !this.#underway.has(rowKey(line)),
        );
        save.push({ meetingId, lineId, digest, file: removed?.file ?? file, isStale: false });
        if (removed === undefined) append += text;
      }
    }
    await this.#store.save(save);
    await this.#store.forget(unwritten, 'current');
    return { append, isChanged };
  }

  /** Every line of a deleted meeting is to go. */
  async drop(meetingId: string): Promise<void> {
    for (const [key, { from }] of this.#replacements)
      if (from.meetingId === meetingId) this.#replacements.delete(key);
    await this.#store.markStale(meetingId);
  }

  /** What is to change now, by file. Each is answered by `done` or `failed`. */
  async take(): Promise<readonly FileChanges[]> {
    const stale = await this.#store.stale();
    this.#underway = new Set(stale.map(rowKey));
    const files = new Map<number, ReturnType<typeof noChanges>>();
    for (const line of stale) {
      const { lines, changes, begun } = files.get(line.file) ?? noChanges();
      files.set(line.file, { lines, changes, begun });
      const replacement = this.#begin(line);
      lines.push(line);
      if (replacement !== undefined) begun.push(replacement);
      // Two meetings may hold the same words of the same millisecond: each change is made once.
      changes.set(line.digest, [...(changes.get(line.digest) ?? []), replacement?.to ?? '']);
    }
    return [...files].map(([file, found]) => ({ file, ...found }));
  }

  /** The lines are replaced in, or out of, their file. */
  async done(lines: readonly CopiedLine[]): Promise<void> {
    await this.#store.forget(lines, 'stale');
    for (const line of lines) this.#underway.delete(rowKey(line));
  }

  /** Files are as they were: what was begun is to be done again, with what has been wanted since. */
  failed(begun: readonly Replacement[]): void {
    for (const { from, to } of begun) {
      const since = this.#replacements.get(lineKey(from));
      this.#replacements.set(lineKey(from), { from, to: since?.to ?? to });
    }
    this.#underway.clear();
  }

  #begin(line: CopiedLine): Replacement | undefined {
    const key = lineKey(line);
    const replacement = this.#replacements.get(key);
    if (replacement?.from.digest !== line.digest) return undefined;
    this.#replacements.delete(key);
    return replacement;
  }

  #replace(
    current: CopiedLine,
    change: {
      readonly text: string;
      readonly digest: string | undefined;
      readonly save: CopiedLine[];
      readonly unwritten: CopiedLine[];
    },
  ): void {
    const { text, digest, save, unwritten } = change;
    const key = lineKey(current);
    const waiting = this.#replacements.get(key);
    const from = waiting?.from ?? current;
    if (waiting !== undefined) unwritten.push(current);
    this.#replacements.delete(key);
    if (digest === from.digest) {
      save.push({ ...from, isStale: false });
      return;
    }
    save.push({ ...from, isStale: true });
    if (digest === undefined) return;
    save.push({ ...from, digest, isStale: false });
    this.#replacements.set(key, { from, to: text });
  }

  async #find(wanted: readonly WantedLine[]): Promise<ReadonlyMap<string, readonly CopiedLine[]>> {
    const ids = new Map<string, string[]>();
    for (const { meetingId, lineId } of wanted) ids.set(meetingId, [...(ids.get(meetingId) ?? []), lineId]);
    const found = new Map<string, CopiedLine[]>();
    for (const [meetingId, lineIds] of ids) {
      for (const line of await this.#store.find(meetingId, lineIds))
        found.set(lineKey(line), [...(found.get(lineKey(line)) ?? []), line]);
    }
    return found;
  }
}

function noChanges() {
  return {
    lines: [] as CopiedLine[],
    changes: new Map<string, string[]>(),
    begun: [] as Replacement[],
  };
}

export function lineKey({ meetingId, lineId }: Pick<CopiedLine, 'meetingId' | 'lineId'>): string {
  return `${meetingId} ${lineId}`;
}

function rowKey(line: CopiedLine): string {
  return `${lineKey(line)} ${line.digest}`;
}
