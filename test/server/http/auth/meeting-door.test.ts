import { describe, expect, it } from 'vitest';
import { createMeetingDoor } from '../../../../server/http/auth/meeting-door.ts';
import { InMemoryDirectory } from '../../../support/in-memory-zoom.ts';

describe('the description of meetings', () => {
  it('asks for the streams of all of them at once', async () => {
    const directory = new InMemoryDirectory();
    const queries: number[] = [];
    const streams = {
      ofMeetings: async (ids: readonly string[]) => {
        queries.push(ids.length);
        return [];
      },
    };
    const door = createMeetingDoor({ directory, streams });
    const meetings = await Promise.all(
      Array.from({ length: 100 }, (_, index) => directory.open({ uuid: `${index}==` })),
    );
    const described = await door.describe({ viewerId: 'ana', uid: 'ana', role: 'participant' }, meetings);
    expect(described.map(({ id }) => id)).toEqual(meetings.map(({ id }) => id));
    expect(described[0]?.status).toMatchObject({ state: 'waiting', since: 5 });
    expect(queries).toEqual([100]);
  });
});
