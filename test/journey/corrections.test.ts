/** Covers server/captions/host-edits.ts, server/http/limits/correction-limit.ts, server/http/routes/caption-routes.ts. */
import { describe, expect, it } from 'vitest';
import { Journey } from '../support/journey.ts';
import type { TestPanel } from '../support/test-panel.ts';

const ENGLISH = 9;

async function patch(journey: Journey, panel: TestPanel, captionId: string, body: unknown) {
  const { token, meeting } = panel.session;
  return await fetch(`${journey.url}/api/meetings/${meeting?.id}/captions/${captionId}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** One settled English sentence, a host and two readers. */
async function stage(journey: Journey) {
  const meeting = journey.zoom.createMeeting();
  const of = (uid: string, role: string) => journey.openPanel({ meetingUuid: meeting.uuid, uid, role });
  const [host, spanish, french] = [
    await of('host', 'host'),
    await of('reader-1', 'attendee'),
    await of('reader-2', 'attendee'),
  ];
  await host.watch('original');
  await spanish.watch('es');
  await french.watch('fr');
  const stream = await meeting.startRtms();
  const ana = meeting.join('Ana', { language: ENGLISH });
  await meeting.say(ana, 'We meet at Lake House tomorrow.', { sentenceId: 1 });
  for (const panel of [host, spanish, french]) await panel.settledCaptions(1);
  return { meeting, stream, ana, host, spanish, french, lineId: host.captions[0]?.id ?? '' };
}

describe('a correction by the host', () => {
  it('of the original is translated again in every language, in place', async () => {
    await using journey = await Journey.start();
    const { host, spanish, french, lineId } = await stage(journey);
    const answer = await patch(journey, host, lineId, {
      original: '  We meet at the \u202Elake\nhouse tomorrow. ',
    });
    expect(answer.status).toBe(204);
    await spanish.until((panel) => panel.settled[0] === '[es] We meet at the lake house tomorrow.');
    await french.until((panel) => panel.settled[0] === '[fr] We meet at the lake house tomorrow.');
    await host.until((panel) => panel.settled[0] === 'We meet at the lake house tomorrow.');
    expect(spanish.captions).toHaveLength(1);
    expect(spanish.captions[0]).toMatchObject({ id: lineId, corrected: true, origin: 'machine' });
    // Nobody saw the original words in between.
    expect(spanish.shown.get(lineId)).toEqual([
      '[es] We meet at Lake House tomorrow.',
      '[es] We meet at the lake house tomorrow.',
    ]);
  });

  it('of a translation changes its language only, and persists when its readers leave', async () => {
    await using journey = await Journey.start();
    const { meeting, host, spanish, french, lineId } = await stage(journey);
    const text = 'Nos vemos mañana en la casa del lago.';
    expect((await patch(journey, host, lineId, { language: 'es', text })).status).toBe(204);
    await spanish.until((panel) => panel.settled[0] === text);
    expect(spanish.captions[0]).toMatchObject({ origin: 'person', corrected: true, language: 'es' });
    expect(spanish.captions[0]).not.toHaveProperty('engine');
    expect(french.captions[0]).toMatchObject({ corrected: false });

    await journey.stopServer();
    await journey.startServer();
    const calls = journey.translatedTexts.length;
    const late = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'late' });
    const answer = await late.watch('es');
    expect(answer.captions.find(({ id }) => id === lineId)).toMatchObject({ text, origin: 'person' });
    expect(journey.translatedTexts).toHaveLength(calls);
  });

  it('applies to a language without readers too', async () => {
    await using journey = await Journey.start();
    const { host, french, lineId } = await stage(journey);
    expect((await patch(journey, host, lineId, { language: 'de', text: 'Bis morgen.' })).status).toBe(204);
    expect((await french.watch('de')).captions[0]).toMatchObject({ text: 'Bis morgen.', origin: 'person' });
  });

  it('in the spoken language changes the original', async () => {
    await using journey = await Journey.start();
    const { host, spanish, lineId } = await stage(journey);
    const body = { language: 'en', text: 'We meet at the lake.' };
    expect((await patch(journey, host, lineId, body)).status).toBe(204);
    await spanish.until((panel) => panel.settled[0] === '[es] We meet at the lake.');
  });

  it('is not replaced by a later revision of Zoom', async () => {
    await using journey = await Journey.start();
    const { meeting, ana, host, spanish, lineId } = await stage(journey);
    await patch(journey, host, lineId, { original: 'We meet at the lake house tomorrow.' });
    await spanish.until((panel) => panel.settled[0] === '[es] We meet at the lake house tomorrow.');
    await meeting.say(ana, 'We meet at Lake Horse tomorrow.', { sentenceId: 1, attribute: 2 });
    await meeting.say(ana, 'That is all.');
    await spanish.settledCaptions(2);
    expect(spanish.settled[0]).toBe('[es] We meet at the lake house tomorrow.');
  });

  it('is refused, with the reason, without permission and for lines that cannot be corrected', async () => {
    await using journey = await Journey.start();
    const { meeting, ana, host, spanish, lineId } = await stage(journey);
    const codeOf = async (panel: TestPanel, id: string, body: unknown) => {
      const answer = await patch(journey, panel, id, body);
      const problem: unknown = await answer.json();
      return [answer.status, problem];
    };
    expect(await codeOf(spanish, lineId, { original: 'Mine.' })).toMatchObject([
      403,
      { code: 'not-allowed' },
    ]);
    expect(await codeOf(host, 'l99', { original: 'Mine.' })).toMatchObject([
      404,
      { code: 'caption-unknown' },
    ]);
    for (const body of [
      {},
      { original: ' ' },
      { original: 'x'.repeat(1_001) },
      { language: 'es' },
      { text: 'x' },
    ]) {
      expect(await codeOf(host, lineId, body)).toMatchObject([400, { code: 'bad-request' }]);
    }
    expect(await codeOf(host, lineId, { language: 'tlh', text: 'x' })).toMatchObject([
      400,
      { code: 'language-not-served' },
    ]);
    await meeting.say(ana, 'This sentence goes');
    await host.until((panel) => panel.captions.length === 2);
    const open = host.captions[1]?.id ?? '';
    expect(await codeOf(host, open, { original: 'Mine.' })).toMatchObject([409, { code: 'caption-open' }]);
    expect(spanish.settled[0]).toBe('[es] We meet at Lake House tomorrow.');
  });

  it('is limited to thirty a minute for each person, and a refused one calls no engine', async () => {
    await using journey = await Journey.start();
    const { host, spanish, lineId } = await stage(journey);
    const statuses: number[] = [];
    let last: Response | undefined;
    for (let count = 1; count <= 40; count++) {
      last = await patch(journey, host, lineId, { original: `We meet at house ${count} tomorrow.` });
      statuses.push(last.status);
    }
    expect(statuses.filter((status) => status === 204)).toHaveLength(30);
    expect(statuses.slice(30)).toEqual(Array.from({ length: 10 }, () => 429));
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await last?.json()).toMatchObject({ code: 'too-many-corrections' });
    await spanish.until((panel) => panel.settled[0] === '[es] We meet at house 30 tomorrow.');
    // The first sentence and thirty corrections, in two languages at most.
    expect(journey.translatedTexts.length).toBeLessThanOrEqual(62);
  });
});
