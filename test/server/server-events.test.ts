import { expect, it } from 'vitest';
import { createLogger } from '../../server/logger.ts';
import { ServerEvents } from '../../server/server-events.ts';

function stage() {
  const log: string[] = [];
  const logger = createLogger('error', { write: (line: string) => void log.push(line) });
  return { events: new ServerEvents({ logger }), log };
}

it('settles an emission when every reaction is done', async () => {
  const { events } = stage();
  const done: string[] = [];
  events.on('deauthorized', async ({ uid }) => {
    await Promise.resolve();
    done.push(uid);
  });
  await events.emit('deauthorized', { uid: 'ana' });
  expect(done).toEqual(['ana']);
});

it('rejects an emission whose reaction fails', async () => {
  const { events } = stage();
  events.on('deauthorized', () => Promise.reject(new Error('away')));
  await expect(events.emit('deauthorized', { uid: 'ana' })).rejects.toThrow('away');
});

it('logs the failed reaction to an announcement, without the message of its error', async () => {
  const { events, log } = stage();
  const reacted = new Promise<void>((resolve) => {
    events.on('glossary-changed', async () => {
      setImmediate(resolve);
      throw new TypeError('secret words');
    });
  });
  events.announce('glossary-changed', { meetingId: 'meeting' });
  await reacted;
  await expect.poll(() => log.join()).toContain('TypeError');
  expect(log.join()).not.toContain('secret words');
});
