/** Covers server/logger.ts. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { end, startProcess } from '../support/server-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { webhookSignature } from '../zoom-simulator/cloud/signatures.ts';
import { ZoomSimulator } from '../zoom-simulator/zoom-simulator.ts';

/** More bytes than a pipe and Node's buffers hold, at some 200 bytes each. */
const WEBHOOKS = 3_000;

describe('a log that nobody reads', () => {
  it('stops neither requests nor the end of the process', async () => {
    await using zoom = await ZoomSimulator.start();
    await using folder = await temporaryFolder();
    const server = await startProcess(folder.path, {
      ...zoom.environment,
      PORT: '0',
      HOST: '127.0.0.1',
      REDIRECT_URI: 'http://127.0.0.1:3000/callback',
      LOG_LEVEL: 'info',
    });
    try {
      server.process.stdout?.pause();
      for (let sent = 0; sent < WEBHOOKS; sent += 100) {
        const answers = Array.from({ length: 100 }, () => sendUnknownWebhook(server.url, zoom));
        for (const status of await Promise.all(answers)) expect(status).toBe(200);
      }
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
      expect(await end(server.process, 'SIGTERM')).toBe(0);
    } finally {
      await end(server.process, 'SIGKILL');
    }
  }, 60_000);

  it('counts the lines it dropped, once the log is read again', async () => {
    const child = startLogger(60_000);
    try {
      await once(child, 'message');
      const lines = child.stdout === null ? [] : createInterface({ input: child.stdout });
      let kept = 0;
      for await (const line of lines) {
        const entry: { readonly lines?: number } = JSON.parse(line);
        if (entry.lines === undefined) kept += 1;
        else {
          expect(kept).toBeGreaterThan(1_000);
          expect(kept + entry.lines).toBe(60_000);
          break;
        }
      }
    } finally {
      await end(child, 'SIGKILL');
    }
  });

  it('is written to its end by a process that stops', async () => {
    // More than the pipe holds, less than may wait.
    const child = startLogger(10_000);
    await once(child, 'message');
    child.send('exit');
    const entries: unknown[] = [];
    if (child.stdout !== null)
      for await (const line of createInterface({ input: child.stdout })) entries.push(JSON.parse(line));
    expect(entries).toHaveLength(10_001);
    expect(entries.at(-1)).toMatchObject({ msg: 'the last line' });
    expect(await end(child, 'SIGKILL')).toBe(0);
  });
});

async function sendUnknownWebhook(url: string, zoom: ZoomSimulator): Promise<number> {
  const timestamp = Math.floor(Date.now() / 1_000);
  const body = JSON.stringify({ event: 'meeting.of_no_use_here', event_ts: Date.now(), payload: {} });
  const { ZOOM_SECRET_TOKEN: secretToken = '' } = zoom.environment;
  const response = await fetch(`${url}/webhook`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-zm-request-timestamp': String(timestamp),
      'x-zm-signature': webhookSignature(secretToken, timestamp, body),
    },
    body,
  });
  await response.arrayBuffer();
  return response.status;
}

/** Logs, says so, and stops when it is told to. */
function startLogger(lines: number): ChildProcess {
  const loggerFile = JSON.stringify(new URL('../../dist/server/logger.js', import.meta.url).href);
  const program = `
    import { createLogger, logOutput } from ${loggerFile};
    const output = logOutput();
    const logger = createLogger('info', output.stream);
    output.onDropped((lines) => logger.warn({ lines }, 'dropped'));
    for (let line = 0; line < ${lines}; line += 1) logger.info({ line, fill: 'x'.repeat(150) }, 'a line');
    process.send('logged');
    process.once('message', async () => {
      logger.info('the last line');
      await output[Symbol.asyncDispose]();
      process.exit(0);
    });`;
  return spawn(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
}
