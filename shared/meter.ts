/** A translation model on its way to this server, for the engine `local`. */
export interface ModelDownload {
  /** The language other than English. */
  readonly language: string;
  readonly from: string;
  readonly to: string;
  /** `waiting`: after another download · `failed`: tried again without anybody's help */
  readonly state: 'waiting' | 'downloading' | 'failed';
  readonly receivedBytes: number;
  readonly totalBytes: number;
  /** `failed`: what the operator can do. */
  readonly advice?: string;
}

/** `GET /api/meetings/:id/meter`: what translating this meeting has cost so far. */
export interface Meter {
  /** One row per language and engine that was asked, most characters first. */
  readonly rows: readonly MeterRow[];
  /** Models on their way; absent: none. Meanwhile the next engines translate. */
  readonly models?: readonly ModelDownload[];
  /** Characters sent to engines that cost money. */
  readonly meteredCharacters: number;
  /** What `PRICES` makes of them; absent when no engine of the meeting has a price. */
  readonly estimatedUsd?: number;
  /** The highest of `PRICES` among engines that cost money, in US dollars for a million characters; absent when none has one. */
  readonly usdPerMillion?: number;
  /** Absent: no cap. */
  readonly budget?: {
    readonly characters: number;
    readonly spent: boolean;
    readonly setBy: 'host' | 'server';
  };
}

interface MeterRow {
  readonly language: string;
  readonly engine: string;
  readonly characters: number;
  readonly metered: boolean;
  readonly usd?: number;
}
