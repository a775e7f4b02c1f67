/** Statements that are compiled once and executed with other rows: to build one anew costs more than to execute it. */
import type { CompiledQuery } from 'kysely';

/** Rows of one statement, a power of two: seven statements serve any number of rows. */
const MOST_ROWS = 64;

/**
 * Statements that write rows of a table, a few for many rows.
 * @param columns every column of a row, in the order in which `compile` names them.
 * @param compile the statement for these rows; its parameters behind those of the rows are the same for all.
 */
export function rowStatements<Row extends object>(
  columns: readonly (keyof Row & string)[],
  compile: (rows: readonly Row[]) => CompiledQuery,
): (rows: readonly Row[]) => readonly CompiledQuery[] {
  const compiled = new Map<
    number,
    { readonly query: CompiledQuery; readonly constants: readonly unknown[] }
  >();
  const list = columns.map((column) => `"${column}"`).join(', ');
  const statement = (rows: readonly Row[]): CompiledQuery => {
    const values = rows.flatMap((row) => columns.map((column) => row[column]));
    const known = compiled.get(rows.length);
    if (known !== undefined) return { ...known.query, parameters: [...values, ...known.constants] };
    const query = compile(rows);
    if (!query.sql.includes(`(${list})`)) throw new Error(`The statement names other columns than ${list}.`);
    compiled.set(rows.length, { query, constants: query.parameters.slice(values.length) });
    return query;
  };
  return (rows) => {
    const statements: CompiledQuery[] = [];
    for (let at = 0, size = MOST_ROWS; at < rows.length; at += size) {
      while (size > rows.length - at) size /= 2;
      statements.push(statement(rows.slice(at, at + size)));
    }
    return statements;
  };
}
