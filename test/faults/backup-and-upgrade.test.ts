/** Backup, restore and upgrade as docs/deployment.md has them, while people speak. */
import { execFile, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { execute, migrateThrough } from '../server/storage/old-database.ts';
import { databaseKinds } from '../support/databases.ts';
import { type FakeLibre, startFakeLibre } from '../support/fake-engines/fake-libre.ts';
import { end, type ServerProcess, startProcess } from '../support/server-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { TestPanel } from '../support/test-panel.ts';
import { ZoomSimulator } from '../zoom-simulator/zoom-simulator.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const postgres = (await databaseKinds()).find(({ name }) => name.startsWith('PostgreSQL'));
const programs = spawnSync('pg_dump', ['--version']).status === 0;
/** In continuous integration nothing is missing. */
const withoutPostgres = process.env.CI !== 'true' && (postgres?.missing !== undefined || !programs);
const serverUrl = process.env.TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/test';
const READER = 'reader';

interface Place {
  readonly folder: string;
  readonly databaseUrl: string;
}

/** The commands of the page, with its folder for backups in a folder of the story. */
const SQLITE_BACKUP = ['npm run backup -- /var/backups/captions.db'];
const SQLITE_RESTORE = [
  'rm -f data/captions.db-wal data/captions.db-shm',
  'cp /var/backups/captions.db data/captions.db',
];
const POSTGRES_BACKUP = ['pg_dump --format=custom --file=/var/backups/captions.dump "$DATABASE_URL"'];
const POSTGRES_RESTORE = [
  'pg_restore --clean --if-exists --single-transaction --dbname="$DATABASE_URL" /var/backups/captions.dump',
  `psql "$DATABASE_URL" --command "update meetings set epoch = md5(random()::text || id)"`,
];

async function run(commands: readonly string[], cwd: string, { folder, databaseUrl }: Place): Promise<void> {
  for (const command of commands) {
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, DATABASE_URL: databaseUrl };
    const here = command.replaceAll('/var/backups', folder);
    await promisify(execFile)('sh', ['-ec', here], { cwd, env });
  }
}

function environment(zoom: ZoomSimulator, engine: FakeLibre, databaseUrl: string): Record<string, string> {
  return {
    ...zoom.environment,
    PORT: '0',
    HOST: '127.0.0.1',
    REDIRECT_URI: 'http://127.0.0.1:3000/callback',
    TRANSLATE_ENGINES: 'libre',
    LIBRE_URL: engine.url,
    DATABASE_URL: databaseUrl,
    SESSION_SECRET: 'a secret of the rehearsal, long enough for anyone',
  };
}

/** Speaks while the backup is taken, kills the server, restores, and compares what a reader gets. */
async function rehearse(
  place: Place,
  steps: { readonly backup: () => Promise<void>; restore(): Promise<void> },
) {
  await using zoom = await ZoomSimulator.start();
  await using engine = await startFakeLibre();
  const env = environment(zoom, engine, place.databaseUrl);
  let server = await startProcess(place.folder, env);
  try {
    zoom.installWebhook(`${server.url}/webhook`);
    const meeting = zoom.createMeeting();
    const { clientId, clientSecret } = zoom;
    const options = { url: () => server.url, clientId, clientSecret, meetingUuid: meeting.uuid, uid: READER };
    const panel = await TestPanel.open(options);
    await panel.watch('es');
    const stream = await meeting.startRtms();
    const ana = meeting.join('Ana', { language: 9 });
    let said = 0;
    const say = async () => {
      said += 1;
      await meeting.say(ana, `Sentence ${said} was said.`);
      await panel.settledCaptions(said);
    };
    while (said < 20) await say();
    let isOver = false;
    const backup = steps.backup().finally(() => {
      isOver = true;
    });
    while (!isOver) await say();
    await backup;
    await say();
    const { epoch, version } = panel;
    panel.close();

    const ready = stream.readyAgain();
    await end(server.process, 'SIGKILL');
    await steps.restore();
    server = await startProcess(place.folder, env);
    zoom.installWebhook(`${server.url}/webhook`);
    await ready;
    const again = await TestPanel.open(options);
    // Versions are given out again: what the panel had no longer counts.
    expect(await again.watch('es', { epoch, version })).toMatchObject({ reset: true });
    const restored = await settledText(server, again);
    expect(restored.length).toBeGreaterThanOrEqual(20);
    expect(restored).toEqual(restored.map((_, index) => `[es] Sentence ${index + 1} was said.`));
    await meeting.say(ana, 'This is said after the restore.');
    await again.until(({ settled }) => settled.at(-1) === '[es] This is said after the restore.');
    again.close();
    expect(await end(server.process, 'SIGTERM')).toBe(0);
  } finally {
    await end(server.process, 'SIGKILL');
  }
}

/** Every settled line of the meeting, in Spanish. */
async function settledText({ url }: ServerProcess, panel: TestPanel): Promise<readonly string[]> {
  const headers = { authorization: `Bearer ${panel.session.token}` };
  const answer = await fetch(`${url}/sample-text?meeting=${panel.session.meeting?.id}`, { headers });
  const lines = (await answer.text()).split('\n').filter((line) => line !== '');
  return lines.map((line) => line.replace(/^.*? Ana: /, ''));
}

/** A database of its own, which a restore may replace. */
async function temporaryDatabase() {
  const name = `rehearsal_${randomUUID().replaceAll('-', '')}`;
  await onServer(`create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, [Symbol.asyncDispose]: () => onServer(`drop database ${name} with (force)`) };
}

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  try {
    await client.connect();
    await client.query(statement);
  } finally {
    await client.end();
  }
}

describe('a backup that is taken while people speak', () => {
  it('of SQLite restores to a server with every line from before it', async () => {
    await using folder = await temporaryFolder();
    const place = { folder: folder.path, databaseUrl: `sqlite:${folder.path}/data/captions.db` };
    await rehearse(place, {
      backup: () => run(SQLITE_BACKUP, root, place),
      restore: () => run(SQLITE_RESTORE, folder.path, place),
    });
  });

  it.skipIf(withoutPostgres)(
    'of PostgreSQL restores to a server with every line from before it',
    { tags: ['postgresql'] },
    async () => {
      await using folder = await temporaryFolder();
      await using database = await temporaryDatabase();
      const place = { folder: folder.path, databaseUrl: database.url };
      await rehearse(place, {
        backup: () => run(POSTGRES_BACKUP, folder.path, place),
        restore: () => run(POSTGRES_RESTORE, folder.path, place),
      });
    },
  );
});

describe('an upgrade', () => {
  it.skipIf(withoutPostgres)(
    'of two nodes that start together serves the lines of the older version from both',
    { tags: ['postgresql'] },
    async () => {
      await using zoom = await ZoomSimulator.start();
      await using engine = await startFakeLibre();
      await using folder = await temporaryFolder();
      await using database = await temporaryDatabase();
      await migrateThrough(database.url, '0007-stop-times');
      const meeting = zoom.createMeeting();
      const now = Date.now();
      const lines = Array.from({ length: 40 }, (_, index) => index + 1);
      for (const statement of [
        `insert into meetings (id, uuid, epoch, state, state_since, created_at, expires_at)
         values ('m', '${meeting.uuid}', 'e', 'ended', ${now}, ${now}, ${now + 86_400_000})`,
        `insert into meeting_aliases (uuid, meeting_id) values ('${meeting.uuid}', 'm')`,
        `insert into lines (meeting_id, id, position, kind, stream_id, speaker_id, speaker_name, language, text, parts, state,
           corrected, removed, at, received_at) values ${lines
             .map(
               (n) =>
                 `('m','l${n}',${n},'caption','s','p','Ana','en','Line ${n}.','[]','settled',0,0,${now},${now})`,
             )
             .join()}`,
        `insert into renderings (meeting_id, language, line_id, version, text, text_language, state, origin, engine, corrected,
           removed, delay_ms) values ${lines
             .map((n) => `('m','es','l${n}',${n},'[es] Line ${n}.','es','settled','machine','libre',0,0,100)`)
             .join()}`,
      ])
        await execute(database.url, statement);
      const env = environment(zoom, engine, database.url);
      const servers = await Promise.all([0, 1].map(() => startProcess(folder.path, env)));
      try {
        for (const { url } of servers) {
          expect((await fetch(`${url}/readyz`)).status).toBe(200);
          const { clientId, clientSecret } = zoom;
          const who = { clientId, clientSecret, meetingUuid: meeting.uuid, uid: READER };
          const panel = await TestPanel.open({ url: () => url, ...who });
          await panel.watch('es');
          expect(panel.settled).toEqual(lines.map((n) => `[es] Line ${n}.`));
          panel.close();
        }
      } finally {
        for (const server of servers) await end(server.process, 'SIGKILL');
      }
    },
  );
});
