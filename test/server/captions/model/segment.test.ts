import { expect, it } from 'vitest';
import { repeatKey, type Segment, spokenAt } from '../../../../server/captions/model/segment.ts';

const segment: Segment = {
  meetingId: 'meeting',
  streamId: 'stream',
  speaker: { id: 'ana', name: 'Ana' },
  sourceLanguage: 'en',
  text: 'Yes.',
  attribute: 'new',
  receivedAt: 9,
};

it('takes the start of speech as its time, else the timestamp, else the arrival of the frame', () => {
  expect(spokenAt({ ...segment, startedAt: 1, timestamp: 5 })).toBe(1);
  expect(spokenAt({ ...segment, timestamp: 5 })).toBe(5);
  expect(spokenAt(segment)).toBe(9);
});

it('gives a repeat from another stream the same key, and other speech another key', () => {
  const timed = { ...segment, startedAt: 1, endedAt: 2 };
  const key = repeatKey(timed);
  expect(repeatKey({ ...timed, streamId: 'other', receivedAt: 99 })).toBe(key);
  const others = [{ text: 'No.' }, { endedAt: 3 }, { attribute: 'update' as const }];
  for (const other of others) expect(repeatKey({ ...timed, ...other })).not.toBe(key);
});

it('gives no key to a segment without a time: the same word twice is no repeat', () => {
  expect(repeatKey(segment)).toBeUndefined();
});
