/** `GET /api/admin`: what one node knows of itself, and what all share. No name, no topic, no spoken word. */
export interface OperatorReport {
  /** Of the node that answers, milliseconds since 1970. */
  readonly at: number;
  readonly node: NodeReport;
  /** Of this node, since it started; in the order in which they are asked. */
  readonly engines: readonly EngineReport[];
  /** Of this node. */
  readonly streams: readonly StreamReport[];
  /** Of this node. */
  readonly viewers: ViewerReport;
  /** Shared by all nodes. */
  readonly storage: StorageReport;
  readonly retention: { readonly hours: number; readonly maxHours: number };
}

interface NodeReport {
  /** Absent: there is one node. */
  readonly id?: string;
  /** Every node that Redis has heard of, this one included. Absent: there is one node, or Redis is away. */
  readonly all?: readonly string[];
  readonly redisAway?: true;
  /** Of the process, milliseconds since 1970. */
  readonly startedAt: number;
  readonly versions: { readonly app: string; readonly node: string };
  readonly memory: { readonly residentBytes: number; readonly heapBytes: number };
  /** Since the start, seconds. */
  readonly cpuSeconds: number;
  /** Since the start, milliseconds. A stall is longer than 100 ms. */
  readonly eventLoop: {
    readonly p50: number;
    readonly p99: number;
    readonly stalls: number;
    readonly longestStall: number;
  };
}

export interface EngineReport {
  readonly engine: string;
  /** "246 languages", or their tags. */
  readonly serves: string;
  /** Where speech goes, in English. */
  readonly where: string;
  readonly metered: boolean;
  readonly breaker: 'closed' | 'open' | 'half-open' | 'paused';
  /** Calls under way, and texts that wait. */
  readonly running: number;
  readonly waiting: number;
  readonly calls: number;
  readonly answeredFromCache: number;
  readonly failures: readonly { readonly kind: string; readonly count: number }[];
  /** How often the next engine was asked instead. */
  readonly passedOn: number;
  /** Of one call; absent before the first. */
  readonly meanCallMs?: number;
  /** From the last frame of a sentence to its settled text sent; absent before the first line. */
  readonly delayMs?: { readonly lines: number; readonly p50: number; readonly p95: number };
  readonly characters: number;
  /** By `PRICES`; absent without a price. */
  readonly usd?: number;
}

export interface StreamReport {
  /** Zoom's id of the stream, as in the log. */
  readonly streamId: string;
  /** Ours. */
  readonly meetingId: string;
  readonly state: string;
  /** Zoom's clock, milliseconds since 1970. */
  readonly startedAt: number;
}

interface ViewerReport {
  readonly open: number;
  /** Connections without a token. */
  readonly pending: number;
  /** Meetings that are captured or read. */
  readonly meetings: number;
  /** Most readers first; `original` is no translation. */
  readonly languages: readonly { readonly language: string; readonly viewers: number }[];
}

export interface StorageReport {
  readonly kind: 'sqlite' | 'postgres';
  readonly version: string;
  readonly bytes: number;
  /** Of SQLite's write-ahead log. */
  readonly walBytes?: number;
  /** What is spoken is in memory only (`RETENTION_HOURS=0`): `records` are there. */
  readonly inMemory?: true;
  /** Meetings. */
  readonly records: number;
  /** When the next record is deleted, milliseconds since 1970; absent without records. */
  readonly oldestExpiry?: number;
}
