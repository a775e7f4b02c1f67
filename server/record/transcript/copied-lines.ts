/** A line that stands in a file of the transcript copy, or is about to. */
export interface CopiedLine {
  readonly meetingId: string;
  readonly lineId: string;
  /** `digestOf` the line with its line feed: no words. */
  readonly digest: string;
  /** The number of the file; a file keeps it when it is rotated. */
  readonly file: number;
  /** It is to be removed from the file, or replaced there. */
  readonly isStale: boolean;
}

/**
 * Port: remembers over restarts which lines of which meetings stand in which file. A line is remembered before it is
 * written, and forgotten after it is out of the file.
 */
export interface CopiedLineStore {
  find(meetingId: string, lineIds: readonly string[]): Promise<readonly CopiedLine[]>;
  /** Inserted, or replaced by meeting, line and digest. */
  save(lines: readonly CopiedLine[]): Promise<void>;
  /** Of a deleted meeting, every line. */
  markStale(meetingId: string): Promise<void>;
  /** Meetings with lines in a file that are not stored any more: a crash came between. */
  orphanedMeetings(): Promise<readonly string[]>;
  stale(): Promise<readonly CopiedLine[]>;
  /** @param only those of them that are (still) stale, or not */
  forget(lines: readonly CopiedLine[], only: 'stale' | 'current'): Promise<void>;
  /** The highest number of a file; `undefined`: no line is remembered. */
  newestFile(): Promise<number | undefined>;
}
