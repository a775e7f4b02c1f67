/** Rows of many writes that one statement stores. */
import type { CompiledQuery } from 'kysely';

/** Rows that are written with those of other writes. */
export interface RowWrite {
  readonly table: Pick<RowTable<object>, 'take'>;
  readonly count: number;
  /** Adds them to what the next `take` of their table writes. */
  add(): void;
}

/** Gathers rows of one table in one step of the event loop: what is added is taken before anything else runs. */
export class RowTable<Row extends object> {
  readonly #keyOf: (row: Row) => string;
  readonly #statements: (rows: readonly Row[]) => readonly CompiledQuery[];
  readonly #isFinal: (row: Row) => boolean;
  readonly #gathered = new Map<string, Row>();

  constructor(options: {
    /** Of rows with equal keys the last one is written: PostgreSQL refuses a statement that writes one row twice. */
    readonly keyOf: (row: Row) => string;
    /** Insert these rows, or replace those with the same keys. */
    readonly statements: (rows: readonly Row[]) => readonly CompiledQuery[];
    /** Of rows that no later one replaces. Default: none. */
    readonly isFinal?: (row: Row) => boolean;
  }) {
    this.#keyOf = options.keyOf;
    this.#statements = options.statements;
    this.#isFinal = options.isFinal ?? (() => false);
  }

  write(rows: readonly Row[]): RowWrite {
    const add = () => {
      for (const row of rows) {
        const key = this.#keyOf(row);
        const before = this.#gathered.get(key);
        if (before === undefined || !this.#isFinal(before)) this.#gathered.set(key, row);
      }
    };
    return { table: this, count: rows.length, add };
  }

  /** The statements that write what was added since. */
  take(): readonly CompiledQuery[] {
    const statements = this.#statements([...this.#gathered.values()]);
    this.#gathered.clear();
    return statements;
  }
}
