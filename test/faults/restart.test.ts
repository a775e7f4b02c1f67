/** Covers server/main.ts. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { leaveWebhook } from '../support/database-file.ts';
import { startFakeLibre } from '../support/fake-engines/fake-libre.ts';
import { end, serverMain, startProcess } from '../support/server-process.ts';
import { signInFromPanel } from '../support/sign-in-from-panel.ts';
import { startSilentHttp } from '../support/silent-http.ts';
import { TestPanel } from '../support/test-panel.ts';
import { ZoomSimulator } from '../zoom-simulator/zoom-simulator.ts';

describe('the process', () => {
  it('reconnects within 5 s after SIGKILL in a meeting, with every line', async () => {
    await using zoom = await ZoomSimulator.start(); // real protocol times
    await using engine = await startFakeLibre();
    const directory = await mkdtemp(join(tmpdir(), 'restart-'));
    const env = {
      ...zoom.environment,
      PORT: '0',
      HOST: '127.0.0.1',
      REDIRECT_URI: 'http://127.0.0.1:3000/callback',
      TRANSLATE_ENGINES: 'libre',
      LIBRE_URL: engine.url,
    };
    let server = await startProcess(directory, env);
    try {
      zoom.installWebhook(`${server.url}/webhook`);
      const meeting = zoom.createMeeting();
      const { clientId, clientSecret } = zoom;
      const options = { url: () => server.url, clientId, clientSecret, meetingUuid: meeting.uuid };
      const panel = await TestPanel.open({ ...options, uid: 'reader' });
      await panel.watch('es');
      const stream = await meeting.startRtms();
      const ana = meeting.join('Ana', { language: 9 });
      const said = Array.from({ length: 20 }, (_, index) => `Sentence ${index + 1} ends.`);
      for (const sentence of said) await meeting.say(ana, sentence);
      await meeting.say(ana, 'This one was');
      await panel.until(() => panel.captions.length === 21);
      const { epoch, version } = panel;
      panel.close();

      const ready = stream.readyAgain();
      await end(server.process, 'SIGKILL');
      const killedAt = performance.now();
      server = await startProcess(directory, env);
      zoom.installWebhook(`${server.url}/webhook`);
      await ready;
      expect(performance.now() - killedAt).toBeLessThan(5_000);

      await meeting.say(ana, 'open when it died.');
      const again = await TestPanel.open({ ...options, uid: 'reader' });
      const answer = await again.watch('es', { epoch, version });
      expect(answer).toMatchObject({ reset: false, epoch });
      await again.until(() => again.settled.includes('[es] This one was open when it died.'));
      const whole = await TestPanel.open({ ...options, uid: 'other' });
      await whole.watch('es');
      expect(whole.settled).toEqual([
        ...said.map((text) => `[es] ${text}`),
        '[es] This one was open when it died.',
      ]);
      again.close();
      whole.close();
      expect(await end(server.process, 'SIGTERM')).toBe(0);
    } finally {
      await end(server.process, 'SIGKILL');
      await rm(directory, { recursive: true });
    }
  });

  it('resumes two meetings and a pending webhook after SIGKILL, while Zoom’s REST does not answer', async () => {
    await using zoom = await ZoomSimulator.start(); // real protocol times
    await using silent = await startSilentHttp();
    const directory = await mkdtemp(join(tmpdir(), 'restart-'));
    const env = {
      ...zoom.environment,
      PORT: '0',
      HOST: '127.0.0.1',
      REDIRECT_URI: 'http://127.0.0.1:3000/callback',
      TRANSLATE_ENGINES: 'google',
      GOOGLE_URL: zoom.url,
      AUTO_START: 'meeting-started',
    };
    let server = await startProcess(directory, env);
    try {
      zoom.installWebhook(`${server.url}/webhook`);
      const { clientId, clientSecret } = zoom;
      const connection = { url: () => server.url, clientId, clientSecret };
      const captured = [zoom.createMeeting(), zoom.createMeeting()];
      const streams = await Promise.all(captured.map((meeting) => meeting.startRtms()));
      const host = zoom.addUser();
      const waiting = zoom.createMeeting({ host });
      const its = { meetingUuid: waiting.uuid, uid: host.id, role: 'host' } as const;
      const panel = await TestPanel.open({ ...connection, ...its });
      await signInFromPanel({ url: server.url, zoom }, panel, host);
      panel.close();

      const ready = Promise.all(streams.map((stream) => stream.readyAgain()));
      await end(server.process, 'SIGKILL');
      leaveWebhook(directory, 'meeting.started', {
        uuid: waiting.uuid,
        id: waiting.number,
        host_id: host.id,
      });
      const killedAt = performance.now();
      server = await startProcess(directory, { ...env, ZOOM_API_URL: `${silent.url}/v2` });
      zoom.installWebhook(`${server.url}/webhook`);
      await ready;
      expect(performance.now() - killedAt).toBeLessThan(5_000);

      await vi.waitFor(() => expect(silent.asked).toBeGreaterThan(0));
      const spoken = captured.map(async (meeting, index) => {
        const reader = await TestPanel.open({ ...connection, meetingUuid: meeting.uuid, uid: 'reader' });
        await reader.watch('original');
        await meeting.say(meeting.join('Ana', { language: 9 }), `In meeting ${index} of many.`);
        await reader.until(() => reader.settled.includes(`In meeting ${index} of many.`));
        reader.close();
      });
      await Promise.all(spoken);
      const stoppedAt = performance.now();
      expect(await end(server.process, 'SIGTERM')).toBe(0);
      expect(performance.now() - stoppedAt).toBeLessThan(5_000);
    } finally {
      await end(server.process, 'SIGKILL');
      await rm(directory, { recursive: true });
    }
  });

  it('exits with 1 without a configuration, and lists every fault', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'faulty-'));
    const child = spawn(process.execPath, [serverMain], {
      cwd: directory,
      env: { PATH: process.env.PATH, PORT: 'x' },
    });
    let text = '';
    child.stderr.on('data', (chunk) => {
      text += String(chunk);
    });
    const [code] = await once(child, 'close');
    await rm(directory, { recursive: true });
    expect(code).toBe(1);
    for (const name of ['CLIENT_ID', 'CLIENT_SECRET', 'ZOOM_SECRET_TOKEN', 'REDIRECT_URI', 'PORT']) {
      expect(text).toContain(name);
    }
  });

  it('names a transcript file that cannot be written, and exits with 1', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'faulty-'));
    const credentials = { CLIENT_ID: 'id', CLIENT_SECRET: 'secret', ZOOM_SECRET_TOKEN: 'token' };
    const child = spawn(process.execPath, [serverMain], {
      cwd: directory,
      env: {
        PATH: process.env.PATH,
        ...credentials,
        REDIRECT_URI: 'http://127.0.0.1:3000/callback',
        TRANSCRIPT_FILE: 'no-such-folder/sample.txt',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let text = '';
    child.stderr.on('data', (chunk) => {
      text += String(chunk);
    });
    const [code] = await once(child, 'close');
    await rm(directory, { recursive: true });
    expect(code).toBe(1);
    expect(text).toMatch(/TRANSCRIPT_FILE: .*no-such-folder.* cannot be written/);
    expect(text).not.toMatch(/^\s+at /m);
  });

  it('logs its configuration in one line, without a secret', async () => {
    await using zoom = await ZoomSimulator.start();
    const directory = await mkdtemp(join(tmpdir(), 'configured-'));
    const METRICS_TOKEN = 'a-token-that-nobody-may-read';
    const { log, process } = await startProcess(directory, {
      ...zoom.environment,
      PORT: '0',
      HOST: '127.0.0.1',
      REDIRECT_URI: 'http://127.0.0.1:3000/callback',
      TRANSLATE_ENGINES: 'google',
      METRICS_TOKEN,
    });
    try {
      const entries = log
        .filter((line) => line.includes('"msg":"configuration"'))
        .map((line) => JSON.parse(line));
      expect(entries).toMatchObject([
        {
          publicUrl: 'http://127.0.0.1:3000',
          engines: ['google'],
          database: { kind: 'sqlite' },
          set: { HOST: '127.0.0.1', METRICS_TOKEN: '[set]', CLIENT_SECRET: '[set]' },
          defaults: { TRUST_PROXY: 0 },
        },
      ]);
      const { CLIENT_SECRET = '', ZOOM_SECRET_TOKEN = '' } = zoom.environment;
      for (const secret of [METRICS_TOKEN, CLIENT_SECRET, ZOOM_SECRET_TOKEN]) {
        expect(secret).not.toBe('');
        expect(log.join('\n')).not.toContain(secret);
      }
    } finally {
      await end(process, 'SIGKILL');
      await rm(directory, { recursive: true });
    }
  });

  it('answers 503 on /readyz before it stops, and serves until then', async () => {
    await using zoom = await ZoomSimulator.start();
    const directory = await mkdtemp(join(tmpdir(), 'drain-'));
    const server = await startProcess(directory, {
      ...zoom.environment,
      PORT: '0',
      HOST: '127.0.0.1',
      REDIRECT_URI: 'http://127.0.0.1:3000/callback',
    });
    const statusOf = async (path: string) => (await fetch(`${server.url}${path}`)).status;
    try {
      expect(await statusOf('/readyz')).toBe(200);
      server.process.kill('SIGTERM');
      await vi.waitFor(async () => expect(await statusOf('/readyz')).toBe(503), { interval: 10 });
      expect(await statusOf('/home')).toBe(200);
    } finally {
      await end(server.process, 'SIGTERM');
      await rm(directory, { recursive: true });
    }
  });

  it('stops within 5 s of SIGTERM, notifies its panels, and exits with 0', async () => {
    await using zoom = await ZoomSimulator.start();
    const directory = await mkdtemp(join(tmpdir(), 'stop-'));
    const server = await startProcess(directory, {
      ...zoom.environment,
      PORT: '0',
      HOST: '127.0.0.1',
      REDIRECT_URI: 'http://127.0.0.1:3000/callback',
      TRANSLATE_ENGINES: 'google',
      GOOGLE_URL: zoom.url,
    });
    try {
      const meeting = zoom.createMeeting();
      const { clientId, clientSecret } = zoom;
      const panel = await TestPanel.open({
        url: () => server.url,
        clientId,
        clientSecret,
        meetingUuid: meeting.uuid,
      });
      const stoppedAt = performance.now();
      expect(await end(server.process, 'SIGTERM')).toBe(0);
      expect(performance.now() - stoppedAt).toBeLessThan(5_000);
      expect(panel.ended).toMatchObject([{ code: 'server-draining' }]);
      panel.close();
    } finally {
      await end(server.process, 'SIGKILL');
      await rm(directory, { recursive: true });
    }
  });
});
