import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { io } from 'socket.io-client';
import { expect, it, vi } from 'vitest';
import { Journey } from '../support/journey.ts';
import { listenForRejections } from '../support/unhandled-rejections.ts';

it('keeps the process running when a reader leaves while the database is busy', async () => {
  using rejections = listenForRejections();
  await using journey = await Journey.start();
  const { uuid } = journey.zoom.createMeeting();
  const { session, socket: first } = await journey.openPanel({ meetingUuid: uuid, uid: 'reader' });
  first.close();
  // The next process does not have the meeting in memory.
  await journey.stopServer();
  await journey.startServer();
  const { token } = session;
  const socket = io(journey.url, { transports: ['websocket'], auth: { token }, forceNew: true });
  await vi.waitFor(() => expect(socket.connected).toBe(true));
  const database = new Database(join(journey.directory, 'data', 'captions.db'));
  database.exec('begin immediate');
  socket.emit('watch', { language: 'es' }, () => undefined);
  // Answered without the database, so that the first request is under way by then.
  await socket.timeout(5_000).emitWithAck('history', 'nonsense');
  socket.close();
  await vi.waitFor(() => expect(journey.log.join('')).toContain('a panel request failed'));
  database.exec('rollback');
  database.close();
  await setImmediate();
  expect(rejections.names).toEqual([]);
  const next = await journey.openPanel({ meetingUuid: uuid, uid: 'reader' });
  expect(await next.watch('es')).toMatchObject({ ok: true });
});
