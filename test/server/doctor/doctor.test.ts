/** Covers server/doctor/finding.ts, server/doctor/main.ts, server/doctor/setup-main.ts, server/doctor/address-checks.ts, server/doctor/engine-checks.ts, server/doctor/machine-checks.ts, server/doctor/zoom-checks.ts. */
import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../server/config/config.ts';
import { examine } from '../../../server/doctor/doctor.ts';
import type { Finding } from '../../../server/doctor/finding.ts';
import { checkDatabase, checkMemory, checkRedis } from '../../../server/doctor/machine-checks.ts';
import { temporaryDirectory } from '../../support/databases.ts';
import { startFakeLibre } from '../../support/fake-engines/fake-libre.ts';
import { freePort } from '../../support/free-port.ts';
import { Journey } from '../../support/journey.ts';
import { startModelMirror } from '../../support/word-models/model-mirror.ts';
import { ZoomSimulator } from '../../zoom-simulator/zoom-simulator.ts';

/** Zoom, one engine, a folder, and a port that nobody has. */
async function stage() {
  const zoom = await ZoomSimulator.start();
  const libre = await startFakeLibre();
  const directory = temporaryDirectory();
  const port = await freePort();
  const environment = {
    ...zoom.environment,
    PORT: String(port),
    HOST: '127.0.0.1',
    REDIRECT_URI: `http://127.0.0.1:${port}/callback`,
    TRANSLATE_ENGINES: 'libre',
    LIBRE_URL: libre.url,
  };
  return {
    zoom,
    directory: directory.path,
    configOf: (over: Record<string, string> = {}) => loadConfig({ ...environment, ...over }, directory.path),
    [Symbol.asyncDispose]: async () => {
      await zoom[Symbol.asyncDispose]();
      await libre[Symbol.asyncDispose]();
      directory[Symbol.dispose]();
    },
  };
}

const about = (findings: readonly Finding[], subject: string) =>
  findings.find((finding) => finding.subject === subject);

const notGood = (findings: readonly Finding[]) => findings.filter(({ state }) => state !== 'good');

describe('the doctor', () => {
  it('finds nothing wrong where the app is known, the address answers and an engine translates', async () => {
    await using here = await stage();
    const findings = await examine(here.configOf());
    expect(notGood(findings).filter(({ subject }) => !['disk', 'memory'].includes(subject))).toEqual([]);
    expect(findings.map(({ subject }) => subject)).toEqual(
      expect.arrayContaining(['.env', 'CLIENT_ID, CLIENT_SECRET', 'clock', 'PORT', 'REDIRECT_URI', 'disk']),
    );
    expect(about(findings, 'engine libre')?.says).toContain('Good morning, everyone.');
    expect(here.zoom.violations).toEqual([]);
  });

  it('names the command that brings a translation model, and downloads nothing itself', async () => {
    await using here = await stage();
    await using mirror = await startModelMirror('en-es');
    const findings = await examine(
      here.configOf({ TRANSLATE_ENGINES: 'local,libre', LOCAL_MODELS_URL: mirror.origin }),
    );
    expect(about(findings, 'engine local')).toMatchObject({
      state: 'warning',
      mend: expect.stringContaining('npm run models'),
    });
    expect(mirror.requests).toEqual([]);
  });

  it('looks at the running captions in place of its own page', async () => {
    await using journey = await Journey.start();
    const port = new URL(journey.url).port;
    const findings = await examine(
      loadConfig({
        ...journey.zoom.environment,
        PORT: port,
        HOST: '127.0.0.1',
        REDIRECT_URI: `${journey.url}/callback`,
        TRANSLATE_ENGINES: 'libre',
        LIBRE_URL: journey.engine.url,
      }),
    );
    expect(about(findings, 'PORT')).toMatchObject({ state: 'good', says: `the captions answer on ${port}.` });
    expect(about(findings, 'REDIRECT_URI')?.state).toBe('good');
  });

  it('tells a wrong pair of credentials, without showing it', async () => {
    await using here = await stage();
    const findings = await examine(here.configOf({ CLIENT_SECRET: 'of-another-app' }));
    expect(about(findings, 'CLIENT_ID, CLIENT_SECRET')?.state).toBe('fault');
    expect(JSON.stringify(findings)).not.toContain('of-another-app');
  });

  it.each([
    ['good', 5],
    ['warning', 60],
    ['fault', 400],
  ])('calls a clock %s that is %i s off', async (state, seconds) => {
    await using here = await stage();
    const findings = await examine(here.configOf(), { now: () => Date.now() - seconds * 1_000 });
    expect(about(findings, 'clock')?.state).toBe(state);
  });

  it('says which header a proxy takes away, and that another program has the port', async () => {
    await using here = await stage();
    const proxy = createServer((_request, response) => {
      response.writeHead(200, { 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'same-origin' });
      response.end();
    });
    const { port } = await listening(proxy);
    const findings = await examine(
      here.configOf({ PORT: String(port), REDIRECT_URI: `http://127.0.0.1:${port}/callback` }),
    );
    proxy.close();
    expect(about(findings, 'REDIRECT_URI')).toMatchObject({
      state: 'fault',
      says: `http://127.0.0.1:${port}/panel lacks Strict-Transport-Security, Content-Security-Policy.`,
    });
  });

  it('says when nothing answers: Zoom, the public address, the engine', async () => {
    await using here = await stage();
    const nobody = `http://127.0.0.1:${await freePort()}`;
    const findings = await examine(
      here.configOf({
        ZOOM_OAUTH_URL: nobody,
        REDIRECT_URI: `${nobody}/callback`,
        LIBRE_URL: `${nobody}/translate`,
      }),
    );
    expect(notGood(findings).map(({ subject }) => subject)).toEqual(
      expect.arrayContaining(['Zoom', 'REDIRECT_URI', 'engine libre', 'TRANSLATE_ENGINES']),
    );
    expect(notGood(findings).every(({ mend }) => mend !== undefined)).toBe(true);
  });
});

describe('the machine', () => {
  it('has a database that can be opened, or made', async () => {
    using directory = temporaryDirectory();
    const databaseUrl = `sqlite:${directory.path}/data/captions.db`;
    expect(await checkDatabase({ databaseUrl })).toMatchObject({ state: 'good' });
    expect(await checkDatabase({ databaseUrl: `sqlite:${directory.path}` })).toMatchObject({
      state: 'fault',
    });
    const nobody = `postgres://127.0.0.1:${await freePort()}/captions`;
    expect(await checkDatabase({ databaseUrl: nobody })).toMatchObject({ state: 'fault' });
  });

  it('has a Redis that answers, when several nodes share the work', async () => {
    expect(await checkRedis({ redis: undefined })).toEqual([]);
    const nobody = { url: `redis://:password@127.0.0.1:${await freePort()}`, prefix: 'p:' };
    const [finding] = await checkRedis({ redis: nobody });
    expect(finding).toMatchObject({ state: 'fault' });
    expect(JSON.stringify(finding)).not.toContain('password');
  });

  it('needs memory for engines of its own only', async () => {
    await using here = await stage();
    const own = here.configOf();
    const service = here.configOf({ LIBRE_URL: 'https://libre.example.com/translate' });
    expect(checkMemory(own, 2 ** 30)).toMatchObject([{ state: 'warning' }]);
    expect(checkMemory(own, 2 ** 34)).toMatchObject([{ state: 'good' }]);
    expect(checkMemory(service, 2 ** 30)).toEqual([]);
  });
});

async function listening(server: ReturnType<typeof createServer>): Promise<{ readonly port: number }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address;
}
