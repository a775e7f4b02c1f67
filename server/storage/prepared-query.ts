/** Queries that are compiled once: to build one anew costs several times what SQLite takes to answer it. */
import { type Compilable, type CompiledQuery, type RawBuilder, sql } from 'kysely';

/** Stands in a query where one of its values goes. */
export type ValueAt<Values> = <Name extends keyof Values & string>(name: Name) => RawBuilder<Values[Name]>;

/**
 * A query that is compiled when it is first asked for.
 * @param build the query, with `value('name')` where a value goes; everything else in it is always the same.
 * @returns the query with these values.
 */
export function prepareQuery<Values extends object, Row>(
  build: (value: ValueAt<Values>) => Compilable<Row>,
): (values: Values) => CompiledQuery<Row> {
  let prepared: ((values: Values) => CompiledQuery<Row>) | undefined;
  return (values) => {
    prepared ??= compileOnce(build);
    return prepared(values);
  };
}

function compileOnce<Values extends object, Row>(
  build: (value: ValueAt<Values>) => Compilable<Row>,
): (values: Values) => CompiledQuery<Row> {
  const names = new Map<unknown, keyof Values & string>();
  const compiled = build((name) => {
    const place = Symbol(name);
    names.set(place, name);
    return sql`${place}`;
  }).compile();
  const places = compiled.parameters.map((constant) => ({ constant, name: names.get(constant) }));
  return (values) => ({
    ...compiled,
    parameters: places.map(({ constant, name }) => (name === undefined ? constant : values[name])),
  });
}
