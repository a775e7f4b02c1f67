/** Covers server/record/transcript/open-transcript.ts. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Journey } from '../support/journey.ts';

const ENGLISH = 9;

describe('stored captions', () => {
  it('the plain-text copy has one line for each settled caption', async () => {
    await using journey = await Journey.start({ env: { TRANSCRIPT_FILE: 'sample.txt' } });
    const meeting = journey.zoom.createMeeting();
    await meeting.startRtms();
    const ana = meeting.join('Ana\nB.', { language: ENGLISH });
    await meeting.say(ana, 'A line\nwith a break.');
    await meeting.say(ana, 'And another.');
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    await panel.watch('es');
    await panel.settledCaptions(2);
    await journey.stopServer();
    const lines = (await readFile(join(journey.directory, 'sample.txt'), 'utf8')).split('\n');
    expect(lines).toEqual([
      expect.stringMatching(/^\[\d{4}-.+Z\] Ana B\.: \[es\] A line with a break\.$/),
      expect.stringMatching(/^\[\d{4}-.+Z\] Ana B\.: \[es\] And another\.$/),
      '',
    ]);
  });

  it('the plain-text copy loses the lines of a stream that Zoom revokes, and no other', async () => {
    await using journey = await Journey.start({ env: { TRANSCRIPT_FILE: 'sample.txt' } });
    const kept = journey.zoom.createMeeting();
    const revoked = journey.zoom.createMeeting();
    const panels = await Promise.all(
      [kept, revoked].map(async (meeting) => {
        const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
        await panel.watch('es');
        await meeting.startRtms();
        await meeting.say(meeting.join('Ana', { language: ENGLISH }), 'Said in both.');
        await panel.settledCaptions(1);
        return panel;
      }),
    );
    await revoked.stream?.stop(8);
    await panels[1]?.until((panel) => panel.captions.length === 0);
    await journey.stopServer();
    const text = await readFile(join(journey.directory, 'sample.txt'), 'utf8');
    expect(text.match(/Said in both/g)).toHaveLength(1);
  });

  it('the plain-text copy follows what Zoom revises and deletes and what the host corrects', async () => {
    await using journey = await Journey.start({ env: { TRANSCRIPT_FILE: 'sample.txt' } });
    const meeting = journey.zoom.createMeeting();
    const host = await journey.openPanel({ meetingUuid: meeting.uuid, uid: meeting.host.id, role: 'host' });
    await host.watch('es');
    await meeting.startRtms();
    const adi = meeting.join('עדי', { language: ENGLISH });
    const said = ['We meet on Sunday.', 'Never mind.', 'The lake house is open.', 'Bring your \u202Ebooks.'];
    for (const [at, text] of said.entries()) {
      await meeting.say(adi, text, { sentenceId: at + 1 });
      await host.settledCaptions(at + 1);
    }
    const file = join(journey.directory, 'sample.txt');
    await expect.poll(() => readFile(file, 'utf8')).toContain('[es] Bring your books.');
    await meeting.say(adi, 'We meet on Monday.', { sentenceId: 1, attribute: 2 });
    await meeting.say(adi, '', { sentenceId: 2, attribute: 3 });
    await host.until(({ settled }) => settled[0] === '[es] We meet on Monday.' && settled.length === 3);
    const corrected = await fetch(
      `${journey.url}/api/meetings/${host.session.meeting?.id}/captions/${host.captions[1]?.id}`,
      {
        method: 'PATCH',
        headers: { authorization: `Bearer ${host.session.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ language: 'es', text: 'La casa del lago está abierta.' }),
      },
    );
    expect(corrected.status).toBe(204);
    const words = async () => (await readFile(file, 'utf8')).replaceAll(/^\[.+?Z\] /gm, '').split('\n');
    await expect
      .poll(words)
      .toEqual([
        '\u2068עדי\u2069: [es] We meet on Monday.',
        '\u2068עדי\u2069: La casa del lago está abierta.',
        '\u2068עדי\u2069: [es] Bring your books.',
        '',
      ]);
  });

  it('/sample-text returns the same lines to permitted readers only', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    await panel.watch('es');
    await meeting.startRtms();
    await meeting.say(meeting.join('Ana', { language: ENGLISH }), 'Hello.');
    await panel.settledCaptions(1);
    const read = (token?: string) =>
      fetch(
        `${journey.url}/sample-text`,
        token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } },
      );
    expect(await (await read(panel.session.token)).text()).toMatch(/^\[\d{4}-.+Z\] Ana: \[es\] Hello\.\n$/);
    expect((await read()).status).toBe(401);
  });

  it('the log of a whole meeting holds no secret, name or spoken word', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting({ topic: 'Quarterly Zebra' });
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    await panel.watch('es');
    await meeting.startRtms();
    await meeting.say(meeting.join('Persephone', { language: ENGLISH }), 'The crocodile ate the invoice.');
    await panel.settledCaptions(1);
    await meeting.stream?.stop(6);
    await panel.until(() => panel.status?.state === 'ended');
    await journey.stopServer();
    const log = journey.log.join('');
    expect(log).toContain('"level"');
    const { clientSecret, secretToken } = journey.zoom;
    for (const secret of [
      clientSecret,
      secretToken,
      panel.session.token,
      'Persephone',
      'crocodile',
      'Zebra',
      'signature',
    ]) {
      expect(log).not.toContain(secret);
    }
  });
});
