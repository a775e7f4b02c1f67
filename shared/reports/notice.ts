/** What every reader is told of a meeting's captions: who makes them, where the text goes, how long it stays. */
export interface Notice {
  /** Engines that may be asked from now on, in their order. Empty: lines stay as they were spoken. */
  readonly engines: readonly NoticedEngine[];
  /** Engines that have been sent text of this meeting so far, most characters first; the server's chain may have been another. */
  readonly asked: readonly string[];
  readonly kept: KeptFor;
  /** The operator has a copy in a text file on the server's machine. */
  readonly textFile?: true;
}

interface NoticedEngine {
  readonly engine: string;
  /** The host that gets the text. Absent: the text stays on this server. */
  readonly host?: string;
}

interface KeptFor {
  /** After the last sentence; 0: an hour, to be read and exported. */
  readonly hours: number;
  /** When the record is deleted unless something more is said, milliseconds since 1970. */
  readonly until: number;
  /** Nothing that is spoken is written to the disk. */
  readonly inMemory?: true;
}
