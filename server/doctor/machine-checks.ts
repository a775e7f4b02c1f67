import { access, constants, stat, statfs } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { dirname } from 'node:path';
import { RedisLink } from '../cluster/redis/redis-link.ts';
import type { Config } from '../config/config.ts';
import { isLoopbackHost } from '../config/variable-forms.ts';
import { createLogger } from '../logger.ts';
import { explainToOperator } from '../operator-faults.ts';
import { openPostgres } from '../storage/postgres/postgres-database.ts';
import { openSqlite } from '../storage/sqlite/sqlite-database.ts';
import { type Finding, fault, good, reasonOf, warning } from './finding.ts';

const GIB = 2 ** 30;
/** Weeks of captions, their logs, and room for SQLite to rewrite its file. */
const DISK_WANTED = GIB;
/** A model of translation beside the captions. */
const MEMORY_WANTED = 4 * GIB;

/** Opens the database as it is: nothing is made or brought up to date, because the captions may be running. */
export async function checkDatabase({ databaseUrl }: Pick<Config, 'databaseUrl'>): Promise<Finding> {
  const path = databaseUrl.startsWith('sqlite:') ? databaseUrl.slice('sqlite:'.length) : undefined;
  try {
    if (path !== undefined && !(await exists(path))) {
      await access(await nearestFolder(dirname(path)), constants.W_OK);
      return good('DATABASE_URL', `${path} is made at the first start.`);
    }
    const logger = createLogger('silent');
    await using _database = path === undefined ? await openPostgres(databaseUrl, logger) : openSqlite(path);
    return good('DATABASE_URL', path === undefined ? 'PostgreSQL answers.' : `${path} can be opened.`);
  } catch (error) {
    const says = explainToOperator(error)?.replace(/^DATABASE_URL: /, '') ?? `${reasonOf(error)}.`;
    return fault('DATABASE_URL', says, 'Let this user write there, or name another database.');
  }
}

/** Only with several nodes. */
export async function checkRedis({ redis }: Pick<Config, 'redis'>): Promise<readonly Finding[]> {
  if (redis === undefined) return [];
  try {
    await using _link = await RedisLink.open({ ...redis, logger: createLogger('silent') });
    return [good('REDIS_URL', 'Redis answers.')];
  } catch (error) {
    const says = explainToOperator(error)?.replace(/^REDIS_URL: /, '') ?? `${reasonOf(error)}.`;
    return [fault('REDIS_URL', says, 'Start it, or leave REDIS_URL empty and run one node.')];
  }
}

export async function checkDisk({ dataDirectory }: Pick<Config, 'dataDirectory'>): Promise<Finding> {
  const folder = await nearestFolder(dataDirectory);
  const { bavail, bsize } = await statfs(folder);
  const says = `${inGib(bavail * bsize)} free at ${folder}.`;
  return bavail * bsize >= DISK_WANTED
    ? good('disk', says)
    : warning('disk', says, 'Make room, or lower RETENTION_HOURS: a full disk loses captions.');
}

/** Only engines that compute on this machine need it. */
export function checkMemory(
  { translation }: Pick<Config, 'translation'>,
  total = totalmem(),
): readonly Finding[] {
  const local = [translation.libreUrl, translation.openaiUrl].filter(
    (url) => url !== undefined && isLoopbackHost(new URL(url).hostname),
  );
  if (local.length === 0) return [];
  const says = `${inGib(total)} for ${local.join(', ')}.`;
  const mend = 'Translate elsewhere, or with fewer languages (LT_LOAD_ONLY for LibreTranslate).';
  return [total >= MEMORY_WANTED ? good('memory', says) : warning('memory', says, mend)];
}

async function nearestFolder(path: string): Promise<string> {
  return (await exists(path)) || dirname(path) === path ? path : nearestFolder(dirname(path));
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function inGib(bytes: number): string {
  return `${(bytes / GIB).toFixed(1)} GB`;
}
