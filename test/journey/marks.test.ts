/** Covers server/http/routes/record/mark-routes.ts, server/relay/hosts/mark-news.ts. */
import { describe, expect, it, vi } from 'vitest';
import type { MarkedLines } from '../../shared/reports/marks.ts';
import { routes } from '../../shared/routes.ts';
import { HomeBrowser, signedInEnvironment } from '../support/home-browser.ts';
import { Journey } from '../support/journey.ts';
import { nodeTags, SeveralNodes, whyNoNodes } from '../support/several-nodes.ts';
import type { TestPanel } from '../support/test-panel.ts';

const ENGLISH = 9;
const FIRST = 'We meet at Lake House.';

function call(url: string, panel: TestPanel, method: string, path: string, body?: unknown) {
  return fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${panel.session.token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const idOf = ({ session }: TestPanel) => session.meeting?.id ?? '';

function mark(url: string, panel: TestPanel, lineId: string, language = 'es', method = 'PUT') {
  const body = method === 'PUT' ? { language } : undefined;
  return call(url, panel, method, routes.mark(idOf(panel), lineId), body);
}

async function marked(url: string, host: TestPanel): Promise<MarkedLines['lines']> {
  const answer = await call(url, host, 'GET', routes.marks(idOf(host)));
  const { lines }: MarkedLines = await answer.json();
  return lines;
}

/** The numbers that a panel was told over its socket. */
function newsOf(panel: TestPanel): readonly number[] {
  const told: number[] = [];
  panel.socket.on('marks', ({ lines }) => told.push(lines));
  return told;
}

/** Two settled English sentences, a host, a person and a guest who read Spanish. */
async function stage(journey: Journey) {
  const meeting = journey.zoom.createMeeting();
  await meeting.announceStarted();
  const of = (options: { uid?: string; role?: string }) =>
    journey.openPanel({ meetingUuid: meeting.uuid, ...options });
  const host = await of({ uid: 'host', role: 'host' });
  const [reader, guest] = [await of({ uid: 'reader', role: 'attendee' }), await of({})];
  await host.watch('original');
  await reader.watch('es');
  await guest.watch('es');
  const stream = await meeting.startRtms();
  const ana = meeting.join('Ana', { language: ENGLISH });
  await meeting.say(ana, FIRST, { sentenceId: 1 });
  await meeting.say(ana, 'Who takes notes?', { sentenceId: 2 });
  for (const panel of [host, reader, guest]) await panel.settledCaptions(2);
  const [first = '', second = ''] = host.captions.map(({ id }) => id);
  return { meeting, stream, ana, host, reader, guest, first, second };
}

describe('a line that a reader marks as wrong', () => {
  it('comes to the host within seconds, without a name, and is mended', async () => {
    await using journey = await Journey.start();
    const { url } = journey;
    const { host, reader, guest, first, second } = await stage(journey);
    const [told, untold] = [newsOf(host), newsOf(reader)];
    expect((await mark(url, reader, first)).status).toBe(204);
    expect((await mark(url, reader, first)).status).toBe(204);
    expect((await mark(url, guest, first)).status).toBe(204);
    expect((await mark(url, guest, second, 'original')).status).toBe(204);
    await vi.waitFor(() => expect(told.at(-1)).toBe(2));
    const lines = await marked(url, host);
    expect(lines).toMatchObject([
      { language: 'original', count: 1, caption: { id: second, text: 'Who takes notes?' } },
      {
        language: 'es',
        count: 2,
        caption: { id: first, text: `[es] ${FIRST}`, original: { language: 'en', text: FIRST } },
      },
    ]);
    const text = JSON.stringify([lines, journey.log]);
    for (const person of ['"reader"', 'guest-']) expect(text).not.toContain(person);
    const own = await call(url, reader, 'GET', routes.ownMarks(idOf(reader)));
    expect(await own.json()).toEqual({ marks: [{ captionId: first, language: 'es' }] });

    const correction = { language: 'es', text: 'Nos vemos en la casa del lago.' };
    await call(url, host, 'PATCH', routes.caption(idOf(host), first), correction);
    await reader.until((panel) => panel.captions[0]?.corrected === true);
    await call(url, host, 'PATCH', routes.caption(idOf(host), second), { original: 'Who writes it down?' });
    await vi.waitFor(() => expect(told.at(-1)).toBe(0));
    expect(await marked(url, host)).toEqual([]);
    // Nobody else hears of it.
    expect(untold).toEqual([]);
    expect(reader.captions[0]).not.toHaveProperty('marks');
  });

  it('is right after all, or was marked by mistake', async () => {
    await using journey = await Journey.start();
    const { url } = journey;
    const { host, reader, guest, first, second } = await stage(journey);
    await mark(url, reader, first);
    await mark(url, guest, second);
    expect((await mark(url, guest, second, 'es', 'DELETE')).status).toBe(204);
    expect((await mark(url, guest, second, 'es', 'DELETE')).status).toBe(204);
    expect(await marked(url, host)).toMatchObject([{ caption: { id: first } }]);
    const dismissed = await call(
      url,
      host,
      'DELETE',
      `${routes.captionMarks(idOf(host), first)}?language=es`,
    );
    expect(dismissed.status).toBe(204);
    await mark(url, reader, first);
    expect(await marked(url, host)).toEqual([]);
  });

  it('is refused, with the reason, where there is nothing to mark', async () => {
    await using journey = await Journey.start();
    const { url } = journey;
    const { meeting, ana, host, reader, first } = await stage(journey);
    const codeOf = async (answer: Promise<Response>) => {
      const response = await answer;
      const { code }: { code: string } = await response.json();
      return [response.status, code];
    };
    expect(await codeOf(mark(url, reader, 'l99'))).toEqual([404, 'caption-unknown']);
    expect(await codeOf(mark(url, reader, first, 'tlh'))).toEqual([400, 'language-not-served']);
    const path = routes.mark(idOf(reader), first);
    for (const body of [{}, { language: 7 }, { language: 'es', more: 1 }])
      expect(await codeOf(call(url, reader, 'PUT', path, body))).toEqual([400, 'bad-request']);
    await meeting.say(ana, 'This sentence goes');
    await host.until((panel) => panel.captions.length === 3);
    const open = host.captions[2]?.id ?? '';
    expect(await codeOf(mark(url, reader, open))).toEqual([409, 'caption-open']);
    expect(await codeOf(call(url, reader, 'GET', routes.marks(idOf(reader))))).toEqual([403, 'not-allowed']);
    expect(
      await codeOf(call(url, reader, 'DELETE', `${routes.captionMarks(idOf(reader), first)}?language=es`)),
    ).toEqual([403, 'not-allowed']);
    const statuses: number[] = [];
    for (let count = 0; count < 15; count += 1) statuses.push((await mark(url, reader, first)).status);
    expect(statuses).toContain(429);
    expect(await marked(url, host)).toMatchObject([{ count: 1 }]);
  });

  it('may be one that a member reads in the browser, but another site marks nothing', async () => {
    await using journey = await Journey.start({ env: signedInEnvironment });
    const { url } = journey;
    const { host, reader, first } = await stage(journey);
    const browser = await HomeBrowser.signIn(journey, 'reader');
    const put = (lineId: string) =>
      fetch(`${url}${routes.mark(idOf(reader), lineId)}`, {
        method: 'PUT',
        headers: browser.headers,
        body: JSON.stringify({ language: 'es' }),
      });
    expect((await put(first)).status).toBe(204);
    expect(await marked(url, host)).toMatchObject([{ caption: { id: first } }]);
    const elsewhere = await fetch(`${url}${routes.mark(idOf(reader), first)}`, {
      method: 'PUT',
      headers: { ...browser.headers, origin: 'https://elsewhere.example' },
      body: JSON.stringify({ language: 'es' }),
    });
    expect(elsewhere.status).toBe(403);
  });

  it('loses its marks with the line, and in memory leaves none on the disk', async () => {
    await using journey = await Journey.start({ env: { RETENTION_HOURS: '0' } });
    const { url } = journey;
    const { stream, host, reader, first } = await stage(journey);
    const told = newsOf(host);
    await mark(url, reader, first);
    await vi.waitFor(() => expect(told).toEqual([1]));
    await stream.stop(8);
    await reader.until((panel) => panel.captions.length === 0);
    await vi.waitFor(async () => expect(await marked(url, host)).toEqual([]));
    const own = await call(url, reader, 'GET', routes.ownMarks(idOf(reader)));
    expect(await own.json()).toEqual({ marks: [] });
  });
});

describe.skipIf(whyNoNodes !== undefined)('on several nodes', { tags: nodeTags }, () => {
  it('a mark at one node is told to the host at another', async () => {
    await using story = await SeveralNodes.start();
    const [one, two] = story.nodes;
    if (one === undefined || two === undefined) throw new Error('two nodes are needed');
    const meeting = story.zoom.createMeeting();
    const host = await story.openPanel(one, { meetingUuid: meeting.uuid, uid: 'host', role: 'host' });
    const reader = await story.openPanel(two, { meetingUuid: meeting.uuid, uid: 'reader', role: 'attendee' });
    await host.watch('original');
    await reader.watch('es');
    const [toHost, toReader] = [newsOf(host), newsOf(reader)];
    await meeting.startRtms();
    await meeting.say(meeting.join('Ana', { language: ENGLISH }), FIRST);
    await reader.settledCaptions(1);
    const lineId = reader.captions[0]?.id ?? '';
    expect((await mark(two.url, reader, lineId)).status).toBe(204);
    await vi.waitFor(() => expect(toHost).toEqual([1]));
    expect(await marked(one.url, host)).toMatchObject([{ caption: { id: lineId } }]);
    expect(toReader).toEqual([]);
  });
});
