import { expect, it } from 'vitest';
import { languageRoom, languageRoomOf, meetingRoom } from '../../../server/relay/rooms.ts';

it('the room of a language names its meeting and language, and no other room does', () => {
  expect(languageRoomOf(languageRoom('meeting-1', 'zh-Hans'))).toEqual({
    meetingId: 'meeting-1',
    language: 'zh-Hans',
  });
  expect(languageRoomOf(meetingRoom('meeting-1'))).toBeUndefined();
  expect(languageRoomOf('a-socket-id')).toBeUndefined();
});
