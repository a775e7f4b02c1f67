/** The databases every storage story is told on: an SQLite file, SQLite in memory, and a PostgreSQL schema of its own. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';

interface TestDatabase extends AsyncDisposable {
  /** A `DATABASE_URL`. */
  readonly url: string;
}

export interface DatabaseKind {
  readonly name: string;
  /** What was written is there again when it is opened a second time. */
  readonly survivesReopening: boolean;
  /** The tags of its stories, in `test/vitest.config.ts`. */
  readonly tags: string[];
  /** Why it cannot be used on this machine. */
  readonly missing?: string;
  create(): Promise<TestDatabase>;
}

const serverUrl = process.env.TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/test';

/** Without a PostgreSQL server its stories are skipped and say so; on CI they fail instead. */
export async function databaseKinds(): Promise<readonly DatabaseKind[]> {
  const missing = process.env.CI === 'true' ? undefined : await whyMissing();
  return [
    { name: 'SQLite file', survivesReopening: true, tags: [], create: async () => temporaryFile() },
    { name: 'SQLite in memory', survivesReopening: false, tags: [], create: async () => inMemory },
    {
      name: missing === undefined ? 'PostgreSQL' : `PostgreSQL (skipped: ${missing})`,
      survivesReopening: true,
      tags: ['postgresql'],
      ...(missing === undefined ? {} : { missing }),
      create: temporarySchema,
    },
  ];
}

export interface TemporaryDirectory extends Disposable {
  readonly path: string;
}

export function temporaryDirectory(): TemporaryDirectory {
  const path = mkdtempSync(join(tmpdir(), 'captions-test-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

const inMemory: TestDatabase = { url: 'sqlite::memory:', [Symbol.asyncDispose]: async () => undefined };

function temporaryFile(): TestDatabase {
  const directory = temporaryDirectory();
  return {
    url: `sqlite:${join(directory.path, 'data', 'captions.db')}`,
    [Symbol.asyncDispose]: async () => directory[Symbol.dispose](),
  };
}

async function temporarySchema(): Promise<TestDatabase> {
  const schema = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`create schema ${schema}`);
  const url = new URL(serverUrl);
  url.searchParams.set('options', `-c search_path=${schema}`);
  return {
    url: url.href.replaceAll('+', '%20'),
    [Symbol.asyncDispose]: () => onServer(`drop schema ${schema} cascade`),
  };
}

async function whyMissing(): Promise<string | undefined> {
  try {
    await onServer('select 1');
    return undefined;
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return `no server answers at ${new URL(serverUrl).host}, ${reason}`;
  }
}

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl, connectionTimeoutMillis: 3_000 });
  try {
    await client.connect();
    await client.query(statement);
  } finally {
    await client.end();
  }
}
