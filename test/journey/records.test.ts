/**
 * What a host does with the record of a meeting: keeps it shorter or longer, for hosts only, or not at all.
 * Covers server/http/routes/record/settings-routes.ts, server/http/routes/record/deletion-routes.ts.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { SettingsAnswer } from '../../shared/panel-protocol.ts';
import type { DeletionReceipt, RecordSettings } from '../../shared/record.ts';
import { routes } from '../../shared/routes.ts';
import { rowsOf } from '../support/database-file.ts';
import { filesHold } from '../support/disk-search.ts';
import { HomeBrowser, signedInEnvironment } from '../support/home-browser.ts';
import { Journey } from '../support/journey.ts';
import type { TestPanel } from '../support/test-panel.ts';
import { errorsIn, openScene, type Scene, say, shows, untilState } from '../support/zoom-case.ts';

const WORD = 'Quetzalcoatlus';
const SPOKEN = `The ${WORD} ate the invoice.`;
const HOUR_MS = 3_600_000;

interface Record extends Scene {
  readonly id: string;
  /** The host's panel. */
  readonly host: TestPanel;
}

/** A meeting in which a sentence was said and read by an attendee. */
async function openRecord(journey: Journey): Promise<Record> {
  const scene = await openScene(journey, 'meeting');
  await scene.meeting.announceStarted();
  const host = await journey.openPanel({
    meetingUuid: scene.meeting.uuid,
    uid: scene.meeting.host.id,
    role: 'host',
  });
  await say(scene, SPOKEN);
  await shows(scene.panel, SPOKEN);
  return { ...scene, host, id: scene.panel.session.meeting?.id ?? '' };
}

async function ask<Answer>(
  journey: Journey,
  panel: TestPanel,
  method: string,
  path: string,
  body?: object,
): Promise<{ readonly status: number; readonly body: Answer }> {
  const response = await fetch(`${journey.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${panel.session.token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

describe('a host who deletes the record', () => {
  it('stops a live meeting, tells its readers at once, gets a receipt, and the same one again', async () => {
    await using journey = await Journey.start({ env: { TRANSCRIPT_FILE: 'sample.txt' } });
    const { meeting, panel, host, id, stream } = await openRecord(journey);
    const file = join(journey.directory, 'sample.txt');
    await vi.waitFor(() => expect(readFileSync(file, 'utf8')).toContain(WORD));

    const { status, body } = await ask<DeletionReceipt>(journey, host, 'DELETE', routes.meeting(id));

    expect(status).toBe(200);
    expect(body).toMatchObject({ what: 'meeting', files: 1, fileLines: 1, isScrubbed: true });
    expect(body.rows).toMatchObject({ lines: 1, segments: 1, meetings: 1, members: 2, streams: 1 });
    expect(body.deletedAt).toBeGreaterThanOrEqual(body.askedAt);
    expect(panel.ended).toMatchObject([{ code: 'meeting-deleted' }]);
    expect(filesHold(journey.directory, WORD)).toBe(false);
    await vi.waitFor(() => expect(stream.stopReason).toBe(20));
    expect((await ask(journey, host, 'DELETE', routes.meeting(id))).body).toEqual(body);
    // Nobody else is told that there was a meeting.
    expect((await ask(journey, panel, 'DELETE', routes.meeting(id))).status).toBe(404);

    // The meeting itself goes on, and may be captioned anew: another record.
    const again = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    expect(again.session.meeting?.id).not.toBe(id);
    await again.watch('es');
    await meeting.startRtms();
    await untilState(again, 'live');
    expect(again.captions).toEqual([]);
    expect(errorsIn(journey.log)).toEqual([]);
  });
});

describe('a host who chooses how long the record is kept', () => {
  it('moves its expiry from the last activity, over a restart too, within the server’s maximum', async () => {
    await using journey = await Journey.start({ env: { ...signedInEnvironment, RETENTION_MAX_HOURS: '48' } });
    const { host, id } = await openRecord(journey);
    const settings = async () => (await ask<RecordSettings>(journey, host, 'GET', routes.record(id))).body;
    const before = await settings();
    expect(before).toMatchObject({ retentionHours: 24, retentionSetBy: 'server', maxRetentionHours: 48 });

    const { status, body } = await ask<SettingsAnswer>(journey, host, 'PATCH', routes.meeting(id), {
      retentionHours: 48,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      rows: expect.anything(),
      record: { retentionHours: 48, retentionSetBy: 'host' },
    });
    expect(body.record.expiresAt - before.expiresAt).toBe(24 * HOUR_MS);
    await journey.stopServer();
    await journey.startServer();
    expect(rowsOf(journey.directory, 'select retention_hours from meetings')).toEqual([48]);
    const long = await ask<{ code: string; detail: string }>(journey, host, 'PATCH', routes.meeting(id), {
      retentionHours: 49,
    });
    expect(long).toMatchObject({ status: 400, body: { code: 'retention-too-long' } });
    expect(long.body.detail).toContain('48');
    for (const wrong of [
      { retentionHours: -1 },
      { retentionHours: 1.5 },
      { restrictedTo: 'all' },
      { kept: 1 },
    ])
      expect((await ask(journey, host, 'PATCH', routes.meeting(id), wrong)).status).toBe(400);
    const { body: reset } = await ask<SettingsAnswer>(journey, host, 'PATCH', routes.meeting(id), {
      retentionHours: null,
    });
    expect(reset.record).toMatchObject({ retentionHours: 24, retentionSetBy: 'server' });
  });

  it('keeps it for 0 hours: readable until the meeting ends, then gone from every file', async () => {
    await using journey = await Journey.start({ env: { TRANSCRIPT_FILE: 'sample.txt' } });
    const { meeting, panel, host, id } = await openRecord(journey);
    const { body } = await ask<SettingsAnswer>(journey, host, 'PATCH', routes.meeting(id), {
      retentionHours: 0,
    });
    expect(body.receipt).toBeUndefined();
    const text = await fetch(`${journey.url}${routes.sampleText}?meeting=${id}`, {
      headers: { authorization: `Bearer ${panel.session.token}` },
    });
    expect(await text.text()).toContain(WORD);
    await meeting.end();
    await vi.waitFor(() => expect(panel.ended).toMatchObject([{ code: 'meeting-deleted' }]), {
      timeout: 10_000,
    });
    await vi.waitFor(() => expect(filesHold(journey.directory, WORD)).toBe(false), { timeout: 10_000 });
    expect(errorsIn(journey.log)).toEqual([]);
  });

  it('deletes the record of a meeting that is over by choosing 0 hours, with a receipt', async () => {
    await using journey = await Journey.start();
    const { meeting, panel, host, id } = await openRecord(journey);
    await meeting.end();
    await untilState(panel, 'ended');
    const { body } = await ask<SettingsAnswer>(journey, host, 'PATCH', routes.meeting(id), {
      retentionHours: 0,
    });
    expect(body.receipt).toMatchObject({ what: 'meeting', rows: { lines: 1, meetings: 1 } });
    expect(filesHold(journey.directory, WORD)).toBe(false);
  });
});

describe('a host who keeps the record for hosts', () => {
  it('leaves those in the meeting their captions, closes every other reader at once, and opens it again', async () => {
    await using journey = await Journey.start({ env: signedInEnvironment });
    const record = await openRecord(journey);
    const { meeting, panel, host, id } = record;
    const browser = await HomeBrowser.signIn(journey, 'reader');
    const page = await browser.open(id);
    await page.watch('es');
    await shows(page, SPOKEN);
    const text = (token: string) =>
      fetch(`${journey.url}${routes.sampleText}?meeting=${id}`, {
        headers: { authorization: `Bearer ${token}` },
      });

    await ask(journey, host, 'PATCH', routes.meeting(id), { restrictedTo: 'hosts' });

    await vi.waitFor(() => expect(page.ended).toMatchObject([{ code: 'token-expired' }]));
    expect((await text(page.session.token)).status).toBe(403);
    expect(await browser.text(`/api/meetings/${id}`)).toContain('record-restricted');
    expect(await browser.text('/api/meetings')).toBe('[]');
    expect(panel.ended).toEqual([]);
    await say(record, 'Among those who are here.');
    await shows(panel, SPOKEN, 'Among those who are here.');

    await meeting.end();
    await vi.waitFor(() => expect(panel.ended).toMatchObject([{ code: 'token-expired' }]), {
      timeout: 10_000,
    });
    expect((await text(panel.session.token)).status).toBe(403);
    await expect(journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' })).rejects.toThrow('403');
    expect((await text(host.session.token)).status).toBe(200);
    expect(await (await HomeBrowser.signIn(journey, meeting.host.id)).text('/api/meetings')).toContain(
      '"restrictedTo":"hosts"',
    );

    await ask(journey, host, 'PATCH', routes.meeting(id), { restrictedTo: 'members' });
    await shows(await readAgain(browser, id), SPOKEN, 'Among those who are here.');
    expect(errorsIn(journey.log)).toEqual([]);
  });
});

async function readAgain(browser: HomeBrowser, id: string): Promise<TestPanel> {
  const page = await browser.open(id);
  await page.watch('es');
  return page;
}

describe('the text files of the operator', () => {
  it('lose the lines of before a restart with their record, and get a corrected line in its place', async () => {
    await using journey = await Journey.start({
      env: { ...signedInEnvironment, TRANSCRIPT_FILE: 'sample.txt' },
    });
    const { host, id, panel } = await openRecord(journey);
    const text = () => readFileSync(join(journey.directory, 'sample.txt'), 'utf8');
    await vi.waitFor(() => expect(text()).toContain(WORD));
    await journey.stopServer();
    await journey.startServer();
    const line = panel.captions[0]?.id ?? '';
    await fetch(`${journey.url}${routes.caption(id, line)}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${host.session.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ language: 'es', text: 'El pterosaurio se comió la factura.' }),
    });
    await vi.waitFor(() => expect(text()).toContain('pterosaurio'));
    expect(text()).not.toContain(WORD);
    expect(text().split('\n')).toHaveLength(2);
    await journey.stopServer();
    await journey.startServer();
    const { body } = await ask<DeletionReceipt>(journey, host, 'DELETE', routes.meeting(id));
    expect(body).toMatchObject({ files: 1, fileLines: 1 });
    expect(text()).toBe('');
    expect(readdirSync(journey.directory)).toContain('sample.txt');
  });
});
