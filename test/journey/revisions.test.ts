/** Covers server/captions/intake/accept-segment.ts, server/captions/intake/segment-log.ts. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Journey } from '../support/journey.ts';

const ENGLISH = 9;

describe('a repeated or revised segment', () => {
  it('corrects the line in place, and no older translation replaces it', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    await panel.watch('es');
    await meeting.startRtms();
    const ana = meeting.join('Ana', { language: ENGLISH });
    await meeting.say(ana, 'We ship on mundane.', { sentenceId: 18 });
    await panel.settledCaptions(1);
    journey.engine.service.hold();
    await meeting.say(ana, 'We ship on Sunday.', { sentenceId: 18, attribute: 2 });
    await meeting.say(ana, 'We ship on Monday.', { sentenceId: 18, attribute: 2 });
    journey.engine.service.release();
    await panel.until(() => panel.settled[0] === '[es] We ship on Monday.');
    expect(panel.captions).toMatchObject([{ corrected: true, state: 'settled', position: 1 }]);
  });

  it('removes the line from every panel when deleted, also after a reconnect', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    await panel.watch('es');
    await meeting.startRtms();
    const ana = meeting.join('Ana', { language: ENGLISH });
    await meeting.say(ana, 'Never mind.', { sentenceId: 1 });
    await meeting.say(ana, 'This stays.', { sentenceId: 2 });
    await panel.settledCaptions(2);
    const after = { epoch: panel.epoch, version: panel.version };
    await meeting.say(ana, '', { sentenceId: 1, attribute: 3 });
    await panel.until(() => panel.captions.length === 1);
    expect(panel.settled).toEqual(['[es] This stays.']);
    const away = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'away' });
    expect(await away.watch('es', after)).toMatchObject({ reset: true });
    expect(away.settled).toEqual(['[es] This stays.']);
  });

  it('is shown once after a reconnect; equal words spoken twice are two lines', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    await panel.watch('es');
    await meeting.startRtms();
    const ana = meeting.join('Ana', { language: ENGLISH });
    const times = { startTime: 1_730_000_000_000, endTime: 1_730_000_001_000 };
    await meeting.say(ana, 'Yes.', times);
    await meeting.say(ana, 'Yes.', times);
    await meeting.say(ana, 'Yes.', { startTime: 1_730_000_002_000, endTime: 1_730_000_003_000 });
    await meeting.say(ana, 'Done.');
    await panel.until(() => panel.settled.includes('[es] Done.'));
    expect(panel.settled).toEqual(['[es] Yes.', '[es] Yes.', '[es] Done.']);
  });
});

describe('a stream that Zoom revokes', () => {
  it('leaves no line in a panel and no word in the database; a reconnecting panel resets', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    await panel.watch('es');
    const stream = await meeting.startRtms();
    await meeting.say(meeting.join('Persephone', { language: ENGLISH }), 'The crocodile ate the invoice.');
    await panel.settledCaptions(1);
    const after = { epoch: panel.epoch, version: panel.version };
    await stream.stop(8);
    await panel.until(() => panel.captions.length === 0);
    const away = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'away' });
    expect(await away.watch('es', after)).toMatchObject({ reset: true, captions: [] });
    await journey.stopServer();
    const files = await Promise.all(
      ['captions.db', 'captions.db-wal'].map((name) =>
        readFile(join(journey.directory, 'data', name), 'latin1').catch(() => ''),
      ),
    );
    expect(files.join('')).toContain('SQLite');
    expect(files.join('')).not.toMatch(/crocodile|Persephone/);
  });

  it('is removed from a panel that connects later', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    await panel.watch('es');
    const stream = await meeting.startRtms();
    await meeting.say(meeting.join('Ana', { language: ENGLISH }), 'Gone soon.');
    await panel.settledCaptions(1);
    const after = { epoch: panel.epoch, version: panel.version };
    await journey.stopServer();
    const back = stream.readyAgain();
    await journey.startServer(); // no room is open now
    await back;
    await stream.stop(8);
    const witness = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'witness' });
    await witness.watch('original');
    await witness.until(() => witness.status?.state === 'ended' && witness.captions.length === 0);
    const again = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    expect(await again.watch('es', after)).toMatchObject({ reset: true, captions: [] });
  });

  it.each([
    { name: 'two speakers with equal sentence ids', second: 'Ben', startTime: 1_730_000_001_000 },
    { name: 'a server that counts from 1 again', second: 'Ana', startTime: 1_730_000_060_000 },
    { name: 'a server that does not count', second: 'Ana', startTime: 1_730_000_002_000 },
  ])('loses no line to $name', async ({ second, startTime }) => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    await panel.watch('es');
    await meeting.startRtms();
    const ana = meeting.join('Ana', { language: ENGLISH });
    const other = second === 'Ana' ? ana : meeting.join(second, { language: ENGLISH });
    await meeting.say(ana, 'Mine.', { sentenceId: 1, startTime: 1_730_000_000_000 });
    await meeting.say(other, 'Another.', { sentenceId: 1, startTime });
    await meeting.say(other, 'Another one.', { sentenceId: 1, startTime, attribute: 2 });
    await panel.until(() => panel.settled.includes('[es] Another one.'));
    expect(panel.settled).toEqual(['[es] Mine.', '[es] Another one.']);
  });
});
