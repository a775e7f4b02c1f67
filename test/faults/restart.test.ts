import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { startFakeLibre } from '../support/fake-engines/fake-libre.ts';
import { TestPanel } from '../support/test-panel.ts';
import { ZoomSimulator } from '../zoom-simulator/zoom-simulator.ts';

const main = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url));

interface ServerProcess {
  readonly url: string;
  readonly process: ChildProcess;
}

/** The real process; resolves at its `listening` line. */
async function startProcess(directory: string, env: Record<string, string>): Promise<ServerProcess> {
  const child = spawn(process.execPath, [main], {
    cwd: directory,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const event: unknown = JSON.parse(line);
    if (isListening(event)) {
      child.stdout.resume();
      return { url: event.url, process: child };
    }
  }
  throw new Error('the server ended before it listened');
}

function isListening(event: unknown): event is { url: string } {
  return (
    typeof event === 'object' &&
    event !== null &&
    'msg' in event &&
    event.msg === 'listening' &&
    'url' in event
  );
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
  return child.exitCode;
}

describe('the process', () => {
  it('killed in the middle of a meeting is back on the stream within 5 s, with every line', async () => {
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
      const said = Array.from({ length: 20 }, (_, index) => `Sentence ${index + 1}.`);
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

  it('without a configuration names every fault at once and exits with 1', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'faulty-'));
    const child = spawn(process.execPath, [main], {
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
    const child = spawn(process.execPath, [main], {
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

  it('says by /readyz that it is about to stop, and serves until then', async () => {
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

  it('stops within 5 s of SIGTERM, tells its panels, and exits with 0', async () => {
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
