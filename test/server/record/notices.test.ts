import { expect, it } from 'vitest';
import { createNotices, type NoticesOptions } from '../../../server/record/notices.ts';

const until = 1_700_000_000_000;
const row = (engine: string, characters: number) => ({ language: 'es', engine, characters, metered: false });

function notices(over: Partial<NoticesOptions> = {}) {
  return createNotices({
    translation: {
      describe: () => [{ engine: 'local' }, { engine: 'google', sentTo: 'translate.googleapis.com' }],
    },
    meters: { meter: async () => ({ rows: [row('deepl', 90), row('local', 20), row('deepl', 10)] }) },
    retentionHours: 24,
    hasTextFile: false,
    ...over,
  });
}

it('tells what may be asked, what was asked, and how long words stay', async () => {
  expect(await notices().of({ id: 'm', expiresAt: until })).toEqual({
    engines: [{ engine: 'local' }, { engine: 'google', host: 'translate.googleapis.com' }],
    // DeepL is in the chain no more; what it got is told all the same.
    asked: ['deepl', 'local'],
    kept: { hours: 24, until },
  });
});

it('tells the retention that the host chose, and the operator’s copy', async () => {
  const chosen = await notices({ hasTextFile: true }).of({ id: 'm', expiresAt: until, retentionHours: 2 });
  expect(chosen).toMatchObject({ kept: { hours: 2, until }, textFile: true });
  const none = await notices().of({ id: 'm', expiresAt: until, retentionHours: 0 });
  expect(none.kept).toEqual({ hours: 0, until });
});

it('says memory only where nothing is written, whatever a host has chosen', async () => {
  const { kept } = await notices({ retentionHours: 0 }).of({ id: 'm', expiresAt: until, retentionHours: 9 });
  expect(kept).toEqual({ hours: 0, until, inMemory: true });
});
