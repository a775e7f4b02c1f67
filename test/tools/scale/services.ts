/** `npm run bench:services`: what several nodes cost Redis, PostgreSQL and their own event loops, by the server's own parts. */
import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { databaseKinds } from '../../support/databases.ts';
import { measureRedis, type RedisServices } from './services/redis-services.ts';
import { measureWrites, type WriteServices } from './services/write-services.ts';

export interface Services {
  /** ISO date, Node.js, processor, load average. */
  readonly machine: string;
  readonly redis: RedisServices;
  readonly postgres: WriteServices;
  readonly sqlite: WriteServices;
}

const { values } = parseArgs({ options: { json: { type: 'string' } } });
const [sqlite, , postgres] = await databaseKinds();
if (sqlite === undefined || postgres === undefined || postgres.missing !== undefined)
  throw new Error(`A PostgreSQL server is wanted: ${postgres?.missing}.`);
const services: Services = {
  machine: `${new Date().toISOString().slice(0, 10)}, Node.js ${process.version}, ${cpus().length} cores (${cpus()[0]?.model}), load ${loadavg()[0]?.toFixed(1)}`,
  redis: await measureRedis(),
  postgres: await measureWrites(postgres),
  sqlite: await measureWrites(sqlite),
};
process.stdout.write(`${JSON.stringify(services, undefined, 2)}\n`);
if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(services, undefined, 2)}\n`);
