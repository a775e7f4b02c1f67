/** Covers server/storage/sqlite/sqlite-backup.ts. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import SqliteFile from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { open } from '../storage/open.ts';
import { caption, meetingWithLines, segment } from '../storage/stories.ts';

/** As `npm run backup` has it. */
const entry = fileURLToPath(new URL('../../../dist/server/commands/backup.js', import.meta.url));

async function backup(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [entry, ...args], {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let written = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece) => {
      written += String(piece);
    });
  const [code] = await once(child, 'close');
  return { code, written };
}

function column(file: string, query: string): readonly unknown[] {
  const database = new SqliteFile(file, { readonly: true });
  try {
    return database.prepare(query).pluck().all();
  } finally {
    database.close();
  }
}

const POSITIONS = 'select position from lines order by position';

describe('npm run backup', () => {
  it('copies every line that was committed before it began, while more are written', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'data/captions.db');
    const copy = join(folder.path, 'backup.db');
    await using storage = await open(`sqlite:${file}`);
    const id = await meetingWithLines(storage, 300);
    const running = backup(folder.path, [copy]);
    let isOver = false;
    const ended = running.finally(() => {
      isOver = true;
    });
    let last = 300;
    for (; !isOver; last += 1) {
      // The end of the command is an event of the loop, which commits alone do not reach.
      await turnOfTheLoop();
      await storage.captions.commit(id, { segments: [segment(id, last + 1)], lines: [caption(last + 1)] });
    }
    expect(await ended).toEqual({ code: 0, written: `${copy} is complete.\n` });

    const copied = column(copy, POSITIONS);
    expect(copied.length).toBeGreaterThanOrEqual(300);
    expect(copied.length).toBeLessThanOrEqual(last);
    expect(copied).toEqual(copied.map((_, index) => index + 1));
    expect(column(file, POSITIONS)).toHaveLength(last);
    expect((await stat(copy)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder.path)).toEqual(['backup.db', 'data']);
    const [before, after] = [file, copy].map((path) => column(path, 'select epoch from meetings'));
    expect(after).toHaveLength(1);
    expect(after).not.toEqual(before);
  });

  it('overwrites nothing, and says what is wrong', async () => {
    await using folder = await temporaryFolder();
    const copy = join(folder.path, 'backup.db');
    expect((await backup(folder.path, [])).written).toMatch(/^Name the file to write/);
    expect((await backup(folder.path, [copy])).written).toMatch(/^DATABASE_URL: there is no SQLite file /);
    await using storage = await open(`sqlite:${join(folder.path, 'data/captions.db')}`);
    await writeFile(copy, 'precious');
    expect(await backup(folder.path, [copy])).toMatchObject({
      code: 1,
      written: expect.stringMatching(/exists already/),
    });
    expect((await stat(copy)).size).toBe('precious'.length);
    await storage.ping();
    const DATABASE_URL = 'postgres://captions:hidden@127.0.0.1/captions';
    const refused = await backup(folder.path, [join(folder.path, 'other.db')], { DATABASE_URL });
    expect(refused).toMatchObject({ code: 1, written: expect.stringMatching(/pg_dump/) });
    expect(refused.written).not.toContain('hidden');
  });

  it('leaves no half of a copy behind when the file is no database of captions', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'other.db');
    new SqliteFile(file).exec('create table songs (title text)').close();
    const env = { DATABASE_URL: `sqlite:${file}` };
    const { code, written } = await backup(folder.path, [join(folder.path, 'backup.db')], env);
    expect([code, written]).toEqual([1, expect.stringMatching(/could not be copied .*SQLITE_ERROR/)]);
    expect(await readdir(folder.path)).toEqual(['other.db']);
  });
});
