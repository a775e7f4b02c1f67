import { describe, expect, it, vi } from 'vitest';
import { lockDatabase, rowsOf } from '../support/database-file.ts';
import { Journey } from '../support/journey.ts';
import { openScene, say, shows, untilState } from '../support/zoom-case.ts';

const spokenWords = `select text from segments where text <> '' union all select text from lines where text <> ''
  union all select text from renderings where text <> ''`;

/** As long as the other writer, and the tries that follow. */
const PATIENT = { timeout: 30_000, interval: 50 };

function logged(journey: Journey, words: string): Promise<void> {
  return vi.waitFor(() => expect(journey.log.some((line) => line.includes(words))).toBe(true), PATIENT);
}

describe('while the database is locked', () => {
  it('deletes a stream revoked on signaling, and its segments in progress, once the database answers', async () => {
    await using journey = await Journey.start();
    const scene = await openScene(journey, 'meeting');
    await say(scene, 'Stored before.');
    await shows(scene.panel, 'Stored before.');
    {
      using _ = lockDatabase(journey.directory);
      await say(scene, 'On its way.');
      await scene.stream.faults.sendRaw('signaling', { msg_type: 8, state: 4, reason: 8 });
      await logged(journey, 'captions could not be stored');
      await vi.waitFor(() => expect(scene.stream.connections.open.signaling).toBe(false), PATIENT);
    }
    await vi.waitFor(
      () => expect(rowsOf(journey.directory, 'select phase || stop_reason from streams')).toEqual(['ended8']),
      PATIENT,
    );
    expect(rowsOf(journey.directory, spokenWords)).toEqual([]);
    await untilState(scene.panel, 'ended');
    await vi.waitFor(() => expect(scene.panel.captions).toEqual([]), PATIENT);
  }, 90_000);
});
