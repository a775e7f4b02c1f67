import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Journey } from '../../support/journey.ts';
import { kinds, openScene, shows, takeViolations, untilReady, untilState } from '../../support/zoom-case.ts';

const ENGLISH = 9;

describe.each(kinds)('the speakers of a %s', (kind) => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await Journey.start();
  });
  afterEach(() => expect(takeViolations(journey)).toEqual([]));
  afterAll(() => journey[Symbol.asyncDispose]());

  it('are identified by their id; names may be missing, change or be shared', async () => {
    const scene = await openScene(journey, kind);
    const { panel, meeting, ana } = scene;
    const other = await openScene(journey, kind);
    expect(other.ana.userId).toBe(ana.userId);
    const twin = meeting.join('Ana', { language: ENGLISH });
    const nameless = meeting.join('', { language: ENGLISH });
    // Pieces of two speakers with one name, and of one id in two meetings, are never joined.
    await meeting.say(ana, 'The first Ana');
    await meeting.say(twin, 'The second Ana.');
    await meeting.say(nameless, 'Nobody.');
    await other.meeting.say(other.ana, 'Elsewhere.');
    const renamed = meeting.rename(ana, 'Ana María');
    await meeting.say(renamed, 'is done.');
    await panel.settledCaptions(3);
    expect(panel.captions.map(({ speaker, text }) => [speaker.name, text])).toEqual([
      ['Ana María', '[es] The first Ana is done.'],
      ['Ana', '[es] The second Ana.'],
      ['', '[es] Nobody.'],
    ]);
    expect(new Set(panel.captions.map(({ speaker }) => speaker.id)).size).toBe(3);
    await shows(other.panel, 'Elsewhere.');
    // A frame without a name means the one we know.
    await meeting.say(renamed, 'Who am I?', { extra: { user_name: undefined } });
    await panel.settledCaptions(4);
    expect(panel.captions[3]?.speaker).toEqual({ id: panel.captions[0]?.speaker.id, name: 'Ana María' });
  });

  it('are reported once when they join or leave, and not when present before', async () => {
    const scene = await openScene(journey, kind);
    const { panel, meeting, stream, ana } = scene;
    const news = () =>
      panel.lines.flatMap((line) =>
        line.kind === 'joined' || line.kind === 'left' ? [`${line.kind} ${line.speaker?.name}`] : [],
      );
    // The first three seconds are the room as it was.
    const settled = Date.now() + 3_000 / journey.zoom.timeScale + 100;
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(settled), { interval: 20 });
    expect(news()).toEqual([]);
    const ben = meeting.join('Ben');
    await vi.waitFor(() => expect(news()).toEqual(['joined Ben']));
    meeting.leave({ userId: 4_711, name: 'Unknown', language: ENGLISH });
    meeting.leave(ben);
    await vi.waitFor(() => expect(news()).toEqual(['joined Ben', 'left Ben']));
    // After a reconnect Zoom reports the room again.
    await stream.faults.dropSignaling();
    await untilReady(stream, 2);
    await meeting.say(ana, 'Nobody came.');
    await shows(panel, 'Nobody came.');
    expect(news()).toEqual(['joined Ben', 'left Ben']);
    // At the end everybody is reported as leaving.
    await stream.stop(6);
    await untilState(panel, 'ended');
    expect(news()).toEqual(['joined Ben', 'left Ben']);
  });

  it('are named by the channel in a frame without a user', async () => {
    const scene = await openScene(journey, kind);
    const { panel, meeting, ana } = scene;
    await meeting.say(ana, 'From the first channel.', { omitUser: true, channelId: 'channel-9f4b' });
    await meeting.say(ana, 'From the second.', { omitUser: true, channelId: 'channel-0' });
    await meeting.say(ana, 'From nowhere.', { omitUser: true });
    await shows(panel, 'From the first channel.', 'From the second.', 'From nowhere.');
    const ids = panel.captions.map(({ speaker }) => speaker.id);
    expect(ids[0]).toContain('channel-9f4b');
    expect(new Set(ids).size).toBe(3);
  });
});
