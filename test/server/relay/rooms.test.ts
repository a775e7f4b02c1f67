/** Covers server/captions/ports/readable-meetings.ts. */
import { expect, it } from 'vitest';
import { BOUNDED_READERS } from '../../../server/captions/ports/readable-meetings.ts';
import { boundedRoom, languageRoom, meetingRoom, readingOf } from '../../../server/relay/rooms.ts';

it('a room of readers names its meeting and what is read, and no other room does', () => {
  expect(readingOf(languageRoom('meeting-1', 'zh-Hans'))).toEqual({
    meetingId: 'meeting-1',
    reading: 'zh-Hans',
  });
  expect(readingOf(boundedRoom('meeting-1'))).toEqual({ meetingId: 'meeting-1', reading: BOUNDED_READERS });
  expect(readingOf(meetingRoom('meeting-1'))).toBeUndefined();
  expect(readingOf('a-socket-id')).toBeUndefined();
});
