/**
 * Long frames of one speaker, in a meeting whose others go on: nothing is lost, nobody waits.
 * Covers server/captions/caption-limits.ts, server/lib/turn-of-others.ts.
 */
import { describe, expect, it } from 'vitest';
import { MAX_LINES_OF_A_SEGMENT } from '../../../server/captions/caption-limits.ts';
import { LiveMeetings } from '../../../server/captions/live-meetings.ts';
import { openStorage } from '../../../server/storage/storage.ts';
import { quietCaptions } from '../../support/quiet-captions.ts';
import { silent } from '../translation/stories.ts';

const LONG = 10_000;

async function openMeeting() {
  const storage = await openStorage({ databaseUrl: 'sqlite::memory:', retentionHours: 24, logger: silent });
  const { id: meetingId } = await storage.meetings.open({ uuid: 'long-frames' });
  const batches: number[] = [];
  const sessions = new LiveMeetings({
    ...quietCaptions,
    store: storage.captions,
    translator: {
      serves: (tag) => tag,
      languages: () => [],
      translate: async ({ text }) => ({ ok: true, text, origin: 'machine', engine: 'fake' }),
    },
    outlet: {
      batch: (_meeting, { upserts }) => void batches.push(upserts.length),
      status: () => undefined,
      isWatched: () => true,
    },
    maxLanguages: 3,
    logger: silent,
  });
  const say = (speaker: string, text: string, more: object = {}) =>
    sessions.accept({
      type: 'segment',
      segment: {
        meetingId,
        streamId: 's',
        speaker: { id: speaker, name: speaker },
        sourceLanguage: 'en',
        text,
        attribute: 'new',
        receivedAt: Date.now(),
        ...more,
      },
    });
  const lines = async () =>
    (await storage.captions.newest(meetingId, 'es', { limit: 1_000 })).flatMap(({ line }) =>
      line.kind === 'caption' && !line.removed ? [line] : [],
    );
  return {
    sessions,
    meetingId,
    say,
    lines,
    batches,
    async [Symbol.asyncDispose]() {
      await sessions[Symbol.asyncDispose]();
      await storage[Symbol.asyncDispose]();
    },
  };
}

const frame = (row: string) => row.repeat(LONG / row.length).trim();
const letters = (text: string) => text.replace(/\s/gu, '');

describe('long frames', () => {
  it.each(['Hi. ', 'A. B. ', '1. 2. ', '😀. ', 'か？'])(
    'of %j become some dozens of lines each; what others say in between keeps its words and a place before them',
    async (row) => {
      await using meeting = await openMeeting();
      await meeting.sessions.watch(meeting.meetingId, 'es');
      const frames = Array.from({ length: 6 }, (_, index) => `${index} ${frame(row)}`);
      for (const text of frames) meeting.say('eve', text);
      meeting.say('ana', 'Good morning.');
      await meeting.sessions.stored(meeting.meetingId);
      const lines = await meeting.lines();
      const eve = lines.filter(({ speaker }) => speaker.id === 'eve');
      expect(letters(eve.map(({ text }) => text).join(''))).toBe(letters(frames.join('')));
      expect(eve.length).toBeLessThanOrEqual(frames.length * MAX_LINES_OF_A_SEGMENT);
      const place = lines.findIndex(({ speaker }) => speaker.id === 'ana');
      expect(lines[place]?.text).toBe('Good morning.');
      expect(place).toBeLessThan(lines.length / 2);
    },
    60_000,
  );

  it('that wait are stored before the process ends', async () => {
    const meeting = await openMeeting();
    for (let index = 0; index < 5; index += 1) meeting.say('eve', `${index} ${frame('Hi. ')}`);
    await meeting.sessions.stored(meeting.meetingId);
    const before = (await meeting.lines()).length;
    meeting.say('eve', frame('Go. '));
    meeting.say('eve', 'The last words.');
    await meeting.sessions[Symbol.asyncDispose]();
    const lines = await meeting.lines();
    expect(lines.length).toBeGreaterThan(before + 1);
    expect(lines.at(-1)?.text).toBe('The last words.');
    await meeting[Symbol.asyncDispose]();
  }, 60_000);

  it('that wait are stored before their stream pauses', async () => {
    await using meeting = await openMeeting();
    const frames = Array.from({ length: 4 }, (_, index) => `${index} ${frame('and then ')}`);
    for (const text of frames) meeting.say('eve', text);
    const { meetingId } = meeting;
    const state = {
      type: 'stream-state',
      meetingId,
      streamId: 's',
      state: 'ended',
      isOriginalHost: true,
    } as const;
    meeting.sessions.accept({ ...state, at: Date.now() });
    await meeting.sessions.stored(meetingId);
    const lines = await meeting.lines();
    expect(letters(lines.map(({ text }) => text).join(''))).toBe(letters(frames.join('')));
    expect(lines.every((line) => line.state === 'settled')).toBe(true);
  }, 60_000);

  it('can be deleted while they wait', async () => {
    await using meeting = await openMeeting();
    for (let index = 0; index < 3; index += 1)
      meeting.say('eve', `${index} ${frame('Hi. ')}`, { sentenceId: String(index) });
    meeting.say('unknown', '', { sentenceId: '2', attribute: 'delete' });
    await meeting.sessions.stored(meeting.meetingId);
    const lines = await meeting.lines();
    expect(lines.some(({ text }) => text.startsWith('1'))).toBe(true);
    expect(lines.some(({ text }) => text.startsWith('2'))).toBe(false);
  }, 60_000);

  it('yield the event loop between their lines', async () => {
    await using meeting = await openMeeting();
    await meeting.sessions.watch(meeting.meetingId, 'es');
    meeting.say('eve', frame('Hi. '));
    let isStored = false;
    let turns = 0;
    const count = () => {
      turns += 1;
      if (!isStored) setImmediate(count);
    };
    setImmediate(count);
    await meeting.sessions.stored(meeting.meetingId);
    isStored = true;
    expect(turns).toBeGreaterThan(2);
  });
});
