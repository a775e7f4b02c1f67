/** A link that its host revokes must be of no use at once: how long that takes is judged here, where nothing else runs. */
import { expect, it, vi } from 'vitest';
import { Journey } from '../support/journey.ts';
import { makeLink, readerOf, revokeLink } from '../support/share-link.ts';
import { openScene } from '../support/zoom-case.ts';

const CLOSED_WITHIN_MS = 1_000;

it('the readers of a revoked link are told and disconnected within a second', async () => {
  await using journey = await Journey.start();
  const { meeting } = await openScene(journey, 'meeting');
  const host = await journey.openPanel({ meetingUuid: meeting.uuid, uid: meeting.host.id, role: 'host' });
  const { share, token } = await makeLink(journey.url, host);
  const readers = await Promise.all(
    Array.from({ length: 20 }, async () => journey.keep(await readerOf(journey.url, token))),
  );
  for (const reader of readers) await reader.watch('es');
  const revokedAt = performance.now();
  expect((await revokeLink(journey.url, host, share.id)).status).toBe(204);
  await vi.waitFor(
    () => {
      for (const { ended, socket } of readers) {
        expect(ended).toMatchObject([{ code: 'share-revoked' }]);
        expect(socket.connected).toBe(false);
      }
    },
    { interval: 5 },
  );
  expect(performance.now() - revokedAt).toBeLessThan(CLOSED_WITHIN_MS);
});
