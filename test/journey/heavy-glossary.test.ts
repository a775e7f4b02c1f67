import { monitorEventLoopDelay } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { Journey } from '../support/journey.ts';
import type { TestPanel } from '../support/test-panel.ts';

const ENGLISH = 9;
/** A machine with more work than processors stalls a process for a second; one of these corrections did for thirteen. */
const NO_STANDSTILL_MS = 5_000;

const accents = ['e', 'é', 'è', 'ë', 'ê'];

/** Five hundred terms that differ in accents only, as long as a glossary takes. */
const alike = Array.from({ length: 500 }, (_, index) => ({
  term: Array.from({ length: 20 }, (_word, at) => accents[Math.floor(index / 5 ** (at % 4)) % 5] ?? 'e').join(
    ' ',
  ),
  translations: at(index),
}));

function at(index: number): Record<string, string> {
  return index % 2 === 0 ? {} : { es: `é ${index}` };
}

function ask(journey: Journey, panel: TestPanel, method: string, path: string, body: unknown) {
  return fetch(`${journey.url}/api/meetings/${panel.session.meeting?.id}/${path}`, {
    method,
    headers: { authorization: `Bearer ${panel.session.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function reading(journey: Journey) {
  const meeting = journey.zoom.createMeeting();
  const of = (uid: string, role: string) => journey.openPanel({ meetingUuid: meeting.uuid, uid, role });
  const host = await of(meeting.host.id, 'host');
  const reader = await of('reader', 'attendee');
  await reader.watch('es');
  await meeting.startRtms();
  return { meeting, host, reader, ana: meeting.join('Ana', { language: ENGLISH }) };
}

describe('a meeting with the largest glossary, corrections and names', () => {
  it('delays no reader of another meeting', async () => {
    await using journey = await Journey.start();
    const heavy = await reading(journey);
    const innocent = await reading(journey);
    for (let line = 1; line <= 60; line++)
      await heavy.meeting.say(heavy.ana, `${'e '.repeat(90)}${line} ends.`);
    await heavy.reader.settledCaptions(60);

    const stalls = monitorEventLoopDelay({ resolution: 10 });
    stalls.enable();
    const put = (terms: unknown) => ask(journey, heavy.host, 'PUT', 'glossary', { terms });
    const attacks = async () => {
      expect((await put(alike)).status).toBe(200);
      expect((await put(alike.slice(1))).status).toBe(200);
      const [line] = heavy.reader.captions;
      const original = 'é '.repeat(499).trim();
      expect((await ask(journey, heavy.host, 'PATCH', `captions/${line?.id}`, { original })).status).toBe(
        204,
      );
      for (let guest = 1; guest <= 300; guest++)
        heavy.meeting.join(`É${guest} ${'e '.repeat(25)}`, { language: ENGLISH });
      expect((await put([])).status).toBe(200);
    };
    const speech = async () => {
      for (let line = 1; line <= 30; line++)
        await innocent.meeting.say(innocent.ana, `This is sentence number ${line} of many.`);
    };
    await Promise.all([attacks(), speech()]);
    await innocent.reader.settledCaptions(30);
    stalls.disable();

    expect(innocent.reader.settled).toEqual(
      Array.from({ length: 30 }, (_, index) => `[es] This is sentence number ${index + 1} of many.`),
    );
    expect(stalls.max / 1e6).toBeLessThan(NO_STANDSTILL_MS);
    const tooLong = [{ term: 'e '.repeat(50).trim(), translations: {} }];
    expect(await (await put(tooLong)).json()).toMatchObject({
      code: 'glossary-invalid',
      detail: 'Term 1: the term has more than 20 words, or too many signs.',
    });
  });
});
