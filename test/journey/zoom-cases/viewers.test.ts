import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Journey } from '../../support/journey.ts';
import {
  errorsIn,
  kinds,
  openScene,
  say,
  shows,
  takeViolations,
  untilReady,
} from '../../support/zoom-case.ts';

describe.each(kinds)('who reads a %s', (kind) => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await Journey.start();
  });
  afterEach(() => expect(takeViolations(journey)).toEqual([]));
  afterAll(() => journey[Symbol.asyncDispose]());

  it('the log holds no secret, token, signature, name or spoken word', async () => {
    const scene = await openScene(journey, kind);
    const { meeting, panel, stream } = scene;
    const persephone = meeting.join('Persephone');
    await meeting.say(persephone, 'The crocodile ate the invoice.');
    await stream.faults.sendRaw('media', '{"msg_type":17,"content":{"data":"unfinished zebra');
    await stream.faults.dropBoth();
    await untilReady(stream, 2);
    await say(scene, 'A second giraffe.');
    await shows(panel, 'The crocodile ate the invoice.', 'A second giraffe.');
    await meeting.announceJoined(persephone);
    await journey.zoom.sendWebhook(`${kind}.rtms_started`, { meeting_uuid: 'x' }, { badSignature: true });
    await stream.stop(6);
    const log = journey.log.join('');
    expect(log).toContain(stream.id);
    const signatures = stream.received.signaling.flatMap((frame) =>
      typeof frame === 'object' && frame !== null && 'signature' in frame ? [String(frame.signature)] : [],
    );
    const headers = journey.zoom.webhooks.map((webhook) => webhook.headers['x-zm-signature'] ?? 'none');
    expect(signatures.length).toBeGreaterThan(1);
    for (const secret of [
      journey.zoom.clientSecret,
      journey.zoom.secretToken,
      panel.session.token,
      ...signatures,
      ...headers.filter((header) => header !== 'none'),
      'Persephone',
      'crocodile',
      'zebra',
      'giraffe',
      'Weekly meeting',
    ]) {
      expect(log).not.toContain(secret);
    }
    expect(errorsIn(journey.log)).toEqual([]);
  });

  it('several readers read different languages at once', async () => {
    const scene = await openScene(journey, kind);
    const open = async (language: string, uid: string) => {
      const panel = await journey.openPanel({ meetingUuid: scene.meeting.uuid, uid });
      await panel.watch(language);
      return panel;
    };
    const [french, german, original] = await Promise.all([
      open('fr', 'f'),
      open('de', 'd'),
      open('original', 'o'),
    ]);
    await say(scene, 'To each their own.');
    await Promise.all([french, german, original].map((panel) => panel.settledCaptions(1)));
    await shows(scene.panel, 'To each their own.');
    expect([french.settled, german.settled, original.settled]).toEqual([
      ['[fr] To each their own.'],
      ['[de] To each their own.'],
      ['To each their own.'],
    ]);
    // Pushed, not fetched every five seconds.
    expect(original.captions[0]?.delayMs).toBeLessThan(4_500);
  });

  it('a meeting is not readable without a session, by socket or by page', async () => {
    const mine = await openScene(journey, kind);
    const elsewhere = journey.zoom.createMeeting({ kind });
    const stranger = await journey.openPanel({ meetingUuid: elsewhere.uuid, uid: 'stranger' });
    await stranger.watch('es');
    await say(mine, 'Only for us.');
    await shows(mine.panel, 'Only for us.');
    const { meeting } = mine.panel.session;
    const read = (token?: string) =>
      fetch(`${journey.url}/sample-text?meeting=${meeting?.id}`, {
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      });
    expect((await read()).status).toBe(401);
    expect((await read('made-up')).status).toBe(401);
    // Who may not know a meeting is not told that it exists.
    expect((await read(stranger.session.token)).status).toBe(404);
    expect((await read(mine.panel.session.token)).status).toBe(200);
    expect((await fetch(`${journey.url}/api/meetings`)).status).toBe(401);
    expect(stranger.captions).toEqual([]);
  });
});
