/** Covers server/http/routes/glossary-routes.ts. */
import { describe, expect, it } from 'vitest';
import { Journey } from '../support/journey.ts';
import type { TestPanel } from '../support/test-panel.ts';

const ENGLISH = 9;

function ask(journey: Journey, panel: TestPanel, path: string, init: RequestInit = {}) {
  return fetch(`${journey.url}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${panel.session.token}`, ...init.headers },
  });
}

const pathOf = (panel: TestPanel) => `/api/meetings/${panel.session.meeting?.id}/glossary`;

function put(journey: Journey, panel: TestPanel, path: string, terms: unknown) {
  const body = JSON.stringify({ terms });
  return ask(journey, panel, path, { method: 'PUT', headers: { 'content-type': 'application/json' }, body });
}

async function stage(journey: Journey) {
  const meeting = journey.zoom.createMeeting();
  const of = (uid: string, role: string) => journey.openPanel({ meetingUuid: meeting.uuid, uid, role });
  const host = await of(meeting.host.id, 'host');
  const reader = await of('reader', 'attendee');
  await reader.watch('es');
  await meeting.startRtms();
  return { meeting, host, reader, ana: meeting.join('Ana Will', { language: ENGLISH }) };
}

describe('a glossary', () => {
  it('sets the translation of its terms in new lines, and the engine receives no term', async () => {
    await using journey = await Journey.start();
    const { meeting, host, reader, ana } = await stage(journey);
    const terms = [
      { term: 'Project Falcon', translations: {} },
      { term: 'backlog', translations: { es: 'lista de tareas' } },
    ];
    expect(await (await put(journey, host, pathOf(host), terms)).json()).toEqual({ terms });
    await meeting.say(ana, 'The backlog of project falcon is long.');
    await reader.settledCaptions(1);
    expect(reader.settled).toEqual(['[es] The lista de tareas of project falcon is long.']);
    expect(journey.translatedTexts).toEqual(['The ⟦0⟧ of ⟦1⟧ is long.']);
  });

  it('changes settled lines with its terms, marked as corrected, and no others', async () => {
    await using journey = await Journey.start();
    const { meeting, host, reader, ana } = await stage(journey);
    await meeting.say(ana, 'The backlog is long.');
    await meeting.say(ana, 'Nothing else is.');
    await reader.settledCaptions(2);
    await put(journey, host, pathOf(host), [{ term: 'backlog', translations: { es: 'lista' } }]);
    await reader.until((panel) => panel.settled[0] === '[es] The lista is long.');
    expect(reader.captions).toMatchObject([{ corrected: true }, { corrected: false }]);
    expect(journey.translatedTexts).toEqual(['The backlog is long.', 'Nothing else is.', 'The ⟦0⟧ is long.']);
  });

  it('applies to a language without readers once it is read', async () => {
    await using journey = await Journey.start();
    const { meeting, host, reader, ana } = await stage(journey);
    await meeting.say(ana, 'The backlog is long.');
    await reader.settledCaptions(1);
    reader.close();
    await journey.stopServer();
    await journey.startServer();
    const again = await journey.openPanel({ meetingUuid: meeting.uuid, uid: meeting.host.id, role: 'host' });
    await put(journey, again, pathOf(host), [{ term: 'backlog', translations: { es: 'lista' } }]);
    const late = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'late' });
    await late.watch('es');
    await late.until((panel) => panel.settled[0] === '[es] The lista is long.');
  });

  it("of a person applies to every meeting they host, after the meeting's own glossary", async () => {
    await using journey = await Journey.start();
    const { meeting, host, reader, ana } = await stage(journey);
    await put(journey, host, '/api/glossary', [
      { term: 'backlog', translations: { es: 'pendientes' } },
      { term: 'sprint', translations: { es: 'esprint' } },
    ]);
    await put(journey, host, pathOf(host), [{ term: 'backlog', translations: { es: 'lista' } }]);
    await meeting.say(ana, 'The backlog of this sprint.');
    await reader.settledCaptions(1);
    expect(reader.settled).toEqual(['[es] The lista of this esprint.']);
  });

  it('protects names of people without an entry', async () => {
    await using journey = await Journey.start();
    const { meeting, reader, ana } = await stage(journey);
    await meeting.say(ana, 'Will you ask Will about Ana Will?');
    await reader.settledCaptions(1);
    expect(journey.translatedTexts).toEqual(['Will you ask ⟦0⟧ about ⟦1⟧?']);
    expect(reader.settled).toEqual(['[es] Will you ask Will about Ana Will?']);
  });

  it('leaves a month and a shared account to the engine, and keeps who is called like a month', async () => {
    await using journey = await Journey.start();
    const { meeting, reader, ana } = await stage(journey);
    const april = meeting.join('Reed, April (she/her) | Acme', { language: ENGLISH });
    const room = meeting.join('Marketing 2', { language: ENGLISH });
    await meeting.say(april, 'We will launch in April and not in May.');
    await meeting.say(room, 'I think Marketing agrees.');
    await meeting.say(ana, 'Thanks, April.');
    await meeting.say(ana, 'We thank April Reed.');
    await reader.settledCaptions(4);
    expect(journey.translatedTexts.toSorted()).toEqual([
      'I think Marketing agrees.',
      'Thanks, ⟦0⟧.',
      'We thank ⟦0⟧.',
      'We will launch in April and not in May.',
    ]);
  });

  it('is left out of a repeated request when the engine loses a mark', async () => {
    await using journey = await Journey.start();
    const { meeting, host, reader, ana } = await stage(journey);
    await put(journey, host, pathOf(host), [{ term: 'backlog', translations: { es: 'lista' } }]);
    journey.engine.service.fault = { kind: 'loses-marks' };
    await meeting.say(ana, 'The backlog is long.');
    await reader.settledCaptions(1);
    expect(journey.translatedTexts).toEqual(['The ⟦0⟧ is long.', 'The backlog is long.']);
  });

  it('is read and written as CSV by the host only', async () => {
    await using journey = await Journey.start();
    const { host, reader } = await stage(journey);
    const csv = { 'content-type': 'text/csv', accept: 'text/csv' };
    const body = 'term;es\nbacklog;lista\nFalcon;\n';
    const saved = await ask(journey, host, pathOf(host), { method: 'PUT', headers: csv, body });
    expect([saved.status, saved.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(await saved.text()).toBe('term,es\r\nbacklog,lista\r\nFalcon,\r\n');
    expect(await (await ask(journey, host, pathOf(host))).json()).toEqual({
      terms: [
        { term: 'backlog', translations: { es: 'lista' } },
        { term: 'Falcon', translations: {} },
      ],
    });
    expect((await ask(journey, reader, pathOf(host))).status).toBe(403);
    expect((await put(journey, reader, pathOf(host), [])).status).toBe(403);
    const guest = await journey.openPanel({ meetingUuid: 'other meeting==' });
    expect((await ask(journey, guest, pathOf(host))).status).toBe(404);
    expect((await ask(journey, guest, '/api/glossary')).status).toBe(403);
    const bad = await put(journey, host, pathOf(host), [{ term: '' }]);
    expect([bad.status, await bad.json()]).toMatchObject([400, { detail: 'Term 1: the term is empty.' }]);
    const large = await ask(journey, host, pathOf(host), {
      method: 'PUT',
      headers: csv,
      body: 'x'.repeat(300_000),
    });
    expect(large.status).toBe(413);
    const xml = { method: 'PUT', headers: { 'content-type': 'text/xml' }, body: '<x/>' };
    expect((await ask(journey, host, pathOf(host), xml)).status).toBe(415);
  });

  it('is read from the bytes of a spreadsheet without being saved, and then saved', async () => {
    await using journey = await Journey.start();
    const { host } = await stage(journey);
    const file = Buffer.from('Term;Español;fr\r\nsprint;iteración;\r\nFalcon;;\r\n', 'latin1');
    const send = (method: string, path: string, body: Buffer) =>
      ask(journey, host, path, {
        method,
        headers: { 'content-type': 'text/csv' },
        body: new Uint8Array(body),
      });
    const terms = [
      { term: 'sprint', translations: { es: 'iteración' } },
      { term: 'Falcon', translations: {} },
    ];
    expect(await (await send('POST', '/api/glossary/reading', file)).json()).toEqual({
      columns: [
        { heading: 'Term' },
        { heading: 'Español', language: 'es' },
        { heading: 'fr', language: 'fr' },
      ],
      count: 2,
      first: terms,
    });
    expect(await (await ask(journey, host, pathOf(host))).json()).toEqual({ terms: [] });
    expect(await (await send('PUT', pathOf(host), file)).json()).toEqual({ terms });

    const workbook = await send('POST', '/api/glossary/reading', Buffer.from('PK\x03\x04'));
    expect([workbook.status, await workbook.json()]).toMatchObject([400, { code: 'glossary-encoding' }]);
    const notes = await send('POST', '/api/glossary/reading', Buffer.from('term,es,Notes\na,b,c'));
    expect((await notes.json()).detail).toMatch(/^Column C is headed "Notes"/);
    const large = await send('POST', '/api/glossary/reading', Buffer.alloc(200_000, 'x'));
    expect(large.status).toBe(400);
    const stranger = await fetch(`${journey.url}/api/glossary/reading`, { method: 'POST' });
    expect(stranger.status).toBe(401);
  });

  it('is deleted with its meeting and its person, and no log holds its words', async () => {
    await using journey = await Journey.start();
    const { meeting, host } = await stage(journey);
    await put(journey, host, '/api/glossary', [{ term: 'Zanzibar', translations: { es: 'Tombuctú' } }]);
    await put(journey, host, pathOf(host), [{ term: 'Persephone', translations: {} }]);
    expect((await ask(journey, host, '/api/me', { method: 'DELETE' })).status).toBe(200);
    expect(journey.log.join('')).not.toMatch(/Zanzibar|Tombuctú|Persephone/);
    const later = await journey.openPanel({ meetingUuid: 'a new one==', uid: meeting.host.id, role: 'host' });
    expect(await (await ask(journey, later, '/api/glossary')).json()).toEqual({ terms: [] });
  });
});
