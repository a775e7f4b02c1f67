import { expect, it } from 'vitest';
import { Journey } from '../support/journey.ts';
import { openScene, say, shows } from '../support/zoom-case.ts';

const HOUR_MS = 3_600_000;

it('tells every reader who translates, where the text goes, and how long it stays', async () => {
  await using journey = await Journey.start({
    env: {
      TRANSLATE_ENGINES: 'libre,deepl,openai',
      DEEPL_KEY: 'secret-of-deepl',
      OPENAI_URL: 'https://user:secret-of-openai@models.example.org/secret/v1',
      OPENAI_MODEL: 'any',
      RETENTION_HOURS: '3',
      TRANSCRIPT_FILE: 'copy.txt',
    },
  });
  const scene = await openScene(journey, 'meeting');
  const begun = Date.now();
  await say(scene, 'Hello everyone.');
  await scene.panel.watch('es');
  await shows(scene.panel, 'Hello everyone.');
  const { session } = await journey.openPanel({ meetingUuid: scene.meeting.uuid });
  const { notice } = session;
  expect(notice).toEqual({
    // LibreTranslate runs on the machine of the server, for this story.
    engines: [
      { engine: 'libre' },
      { engine: 'deepl', host: 'api.deepl.com' },
      { engine: 'openai', host: 'models.example.org' },
    ],
    asked: ['libre'],
    kept: { hours: 3, until: expect.any(Number) },
    textFile: true,
  });
  const keptMs = (notice?.kept.until ?? 0) - begun;
  expect(keptMs).toBeGreaterThan(3 * HOUR_MS - 60_000);
  expect(keptMs).toBeLessThan(3 * HOUR_MS + 60_000);
  expect(JSON.stringify(notice)).not.toContain('secret');
});

it('tells a reader whose words are in memory only', async () => {
  await using journey = await Journey.start({ env: { RETENTION_HOURS: '0' } });
  const { panel } = await openScene(journey, 'meeting');
  expect(panel.session.notice).toMatchObject({ asked: [], kept: { hours: 0, inMemory: true } });
});
