/** Every kind of value that is deleted or overwritten, searched for in the bytes of all files afterwards. */
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Storage } from '../../../../server/storage/storage.ts';
import { temporaryDirectory } from '../../../support/databases.ts';
import { filesHold } from '../../../support/disk-search.ts';
import { open } from '../open.ts';
import { caption, note, rendering, segment } from '../stories.ts';

/** What a kind writes and deletes; `word` stands in no other text. */
interface Story {
  readonly word: string;
  readonly storage: Storage;
  readonly meetingId: string;
  /** Advances the clock by milliseconds. */
  readonly pass: (ms: number) => void;
}

interface Kind {
  readonly name: string;
  readonly write: (story: Story) => Promise<unknown>;
  readonly delete: (story: Story) => Promise<unknown>;
  /** `soon`: an overwritten value, which is scrubbed in the background. */
  readonly gone: 'at once' | 'soon';
  /** Never written to the disk with a retention of 0. */
  readonly isSpoken: boolean;
}

const WEEK_MS = 7 * 24 * 3_600_000;
const streamOf = (meetingId: string, over: object = {}) => ({
  streamId: 'stream-1',
  meetingId,
  zoomUuid: 'uuid==',
  serverUrls: [],
  isOriginalHost: false,
  startedAt: 1,
  phase: 'open' as const,
  updatedAt: 1,
  ...over,
});
const forgetAna = ({ storage }: Story) => storage.people.deleteEverythingOf('ana');
const deleteMeeting = ({ storage, meetingId }: Story) => storage.retention.deleteMeeting(meetingId);
const expire = async ({ storage, pass }: Story) => {
  pass(5 * WEEK_MS);
  await storage.retention.sweep();
};
const terms = (word: string) => [{ term: word, translations: { es: word } }];
const say = async ({ storage, meetingId, word }: Story) => {
  const line = caption(1, { text: word, parts: [{ segment: 1, text: word }] });
  const speaker = { id: 'speaker-1', name: word };
  await storage.captions.commit(meetingId, {
    segments: [segment(meetingId, 1, { text: word, speaker })],
    lines: [line, note(2, { kind: 'joined', speaker })],
  });
  await storage.captions.reserveVersions(meetingId, 'es', 10);
  await storage.captions.saveRenderings(meetingId, 'es', [rendering(1, 1, { text: word })]);
  await storage.searchIndexer.indexRested(0);
};
const sayNothing = { text: '', parts: [], removed: true } as const;

const deletedOfAPerson: readonly Kind[] = [
  {
    name: 'preferences of a person who leaves',
    write: ({ storage, word }) => storage.preferences.save('ana', { display: { theme: word } }),
    delete: forgetAna,
    gone: 'at once',
    isSpoken: false,
  },
  {
    name: 'the glossary of a person who leaves and hosted nothing',
    write: ({ storage, word }) => storage.glossaries.saveOfPerson('ana', terms(word)),
    delete: forgetAna,
    gone: 'at once',
    isSpoken: true,
  },
  {
    name: 'the grant of a person who leaves',
    write: ({ storage, word }) => storage.grants.save('ana', word),
    delete: forgetAna,
    gone: 'at once',
    isSpoken: false,
  },
  {
    name: 'the id of a person who left, once the last of their tokens has expired',
    write: ({ storage, meetingId, word }) => storage.meetings.addMember(meetingId, word, 'attended'),
    delete: async (story) => {
      await story.storage.people.deleteEverythingOf(story.word);
      await expire(story);
    },
    gone: 'at once',
    isSpoken: true,
  },
  {
    name: 'the record of a meeting whose host leaves',
    write: async (story) => {
      await story.storage.meetings.addMember(story.meetingId, 'ana', 'hosted');
      await say(story);
    },
    delete: forgetAna,
    gone: 'at once',
    isSpoken: true,
  },
];

const deletedOfAMeeting: readonly Kind[] = [
  { name: 'the record of a meeting', write: say, delete: deleteMeeting, gone: 'at once', isSpoken: true },
  { name: 'the record of an expired meeting', write: say, delete: expire, gone: 'at once', isSpoken: true },
  {
    name: 'the glossary of a meeting',
    write: ({ storage, meetingId, word }) => storage.glossaries.saveOfMeeting(meetingId, terms(word)),
    delete: deleteMeeting,
    gone: 'at once',
    isSpoken: true,
  },
  {
    name: 'the topic and host of a meeting',
    write: ({ storage, word }) =>
      storage.meetings.open({ uuid: 'uuid==', topic: word, hostId: `${word}-host` }),
    delete: deleteMeeting,
    gone: 'at once',
    isSpoken: true,
  },
  {
    name: 'the member of a meeting',
    write: ({ storage, meetingId, word }) => storage.meetings.addMember(meetingId, word, 'attended'),
    delete: deleteMeeting,
    gone: 'at once',
    isSpoken: true,
  },
  {
    name: 'the meter of a meeting',
    write: ({ storage, meetingId, word }) =>
      storage.meters.add(meetingId, [{ language: word, engine: 'google', characters: 5 }]),
    delete: deleteMeeting,
    gone: 'at once',
    isSpoken: true,
  },
  {
    name: 'the stream of a meeting',
    write: ({ storage, meetingId, word }) => storage.streams.save(streamOf(meetingId, { operatorId: word })),
    delete: deleteMeeting,
    gone: 'at once',
    isSpoken: false,
  },
  {
    name: 'the record of a revoked stream (stop reason 8)',
    write: async (story) => {
      await story.storage.streams.save(streamOf(story.meetingId));
      await say(story);
    },
    delete: ({ storage }) => storage.streams.deleteRecord('stream-1'),
    gone: 'at once',
    isSpoken: true,
  },
  {
    name: 'a stream that ended long ago',
    write: ({ storage, word }) =>
      storage.streams.save(streamOf('gone', { streamId: 'old', operatorId: word, phase: 'ended' })),
    delete: expire,
    gone: 'at once',
    isSpoken: false,
  },
  {
    name: 'a sign-out whose token expired',
    write: ({ storage, word }) => storage.sessions.revoke(word, 1),
    delete: expire,
    gone: 'at once',
    isSpoken: false,
  },
  {
    name: 'a webhook older than a week',
    write: ({ storage, word }) =>
      storage.webhooks.add({ key: word, event: 'meeting.started', body: '{}', receivedAt: 1 }),
    delete: expire,
    gone: 'at once',
    isSpoken: false,
  },
];

const overwritten: readonly Kind[] = [
  {
    name: 'the body of a handled webhook',
    write: ({ storage, word }) =>
      storage.webhooks.add({
        key: 'k',
        event: 'meeting.started',
        body: `{"topic":"${word}"}`,
        receivedAt: 1,
      }),
    delete: ({ storage }) => storage.webhooks.done('k'),
    gone: 'soon',
    isSpoken: false,
  },
  {
    name: 'changed preferences',
    write: ({ storage, word }) => storage.preferences.save('ana', { display: { theme: word } }),
    delete: ({ storage }) => storage.preferences.save('ana', {}),
    gone: 'soon',
    isSpoken: false,
  },
  {
    name: 'a term removed from a glossary of a person',
    write: ({ storage, word }) => storage.glossaries.saveOfPerson('ana', [...terms('kept'), ...terms(word)]),
    delete: ({ storage }) => storage.glossaries.saveOfPerson('ana', terms('kept')),
    gone: 'soon',
    isSpoken: true,
  },
  {
    name: 'a replaced glossary of a meeting',
    write: ({ storage, meetingId, word }) => storage.glossaries.saveOfMeeting(meetingId, terms(word)),
    delete: ({ storage, meetingId }) => storage.glossaries.saveOfMeeting(meetingId, terms('another')),
    gone: 'soon',
    isSpoken: true,
  },
  {
    name: 'a revoked grant',
    write: ({ storage, word }) => storage.grants.save('ana', word),
    delete: ({ storage }) => storage.grants.delete('ana'),
    gone: 'soon',
    isSpoken: false,
  },
  {
    name: 'a replaced grant',
    write: ({ storage, word }) => storage.grants.save('ana', word),
    delete: ({ storage }) => storage.grants.save('ana', 'newer'),
    gone: 'soon',
    isSpoken: false,
  },
  {
    name: 'a topic that Zoom changed',
    write: ({ storage, word }) => storage.meetings.open({ uuid: 'uuid==', topic: word }),
    delete: ({ storage }) => storage.meetings.open({ uuid: 'uuid==', topic: 'Another' }),
    gone: 'soon',
    isSpoken: true,
  },
  {
    name: 'words that Zoom revised',
    write: ({ storage, meetingId, word }) =>
      storage.captions.commit(meetingId, {
        segments: [segment(meetingId, 1, { text: word })],
        lines: [caption(1, { text: word })],
      }),
    delete: ({ storage, meetingId }) =>
      storage.captions.commit(meetingId, {
        segments: [segment(meetingId, 1, { text: 'Otherwise.', attribute: 'update' })],
        lines: [caption(1, { text: 'Otherwise.' })],
      }),
    gone: 'soon',
    isSpoken: true,
  },
  {
    name: 'words that Zoom removed, in a language without readers as well',
    write: async ({ storage, meetingId, word }) => {
      await storage.captions.commit(meetingId, {
        segments: [segment(meetingId, 1, { text: word })],
        lines: [caption(1, { text: word })],
      });
      await storage.captions.reserveVersions(meetingId, 'es', 10);
      await storage.captions.saveRenderings(meetingId, 'es', [rendering(1, 1, { text: word })]);
    },
    delete: ({ storage, meetingId }) =>
      storage.captions.commit(meetingId, {
        segments: [segment(meetingId, 1, { text: '', attribute: 'delete' })],
        lines: [caption(1, sayNothing)],
      }),
    gone: 'soon',
    isSpoken: true,
  },
  {
    name: 'an original that the host corrected',
    write: ({ storage, meetingId, word }) =>
      storage.captions.commit(meetingId, { segments: [], lines: [caption(1, { text: word })] }),
    delete: ({ storage, meetingId }) =>
      storage.captions.commit(meetingId, {
        segments: [],
        lines: [caption(1, { text: 'Otherwise.', corrected: true, edited: true })],
      }),
    gone: 'soon',
    isSpoken: true,
  },
  {
    name: 'a translation that the host corrected',
    write: async ({ storage, meetingId, word }) => {
      await storage.captions.commit(meetingId, { segments: [], lines: [caption(1)] });
      await storage.captions.saveRenderings(meetingId, 'es', [rendering(1, 1, { text: word })]);
    },
    delete: ({ storage, meetingId }) =>
      storage.captions.saveRenderings(meetingId, 'es', [
        rendering(1, 2, { text: 'De otro modo.', corrected: true }),
      ]),
    gone: 'soon',
    isSpoken: true,
  },
];

describe.each([
  { hours: 24, which: 'with a retention of a day' },
  { hours: 0, which: 'with a retention of 0' },
])('$which no byte is left in any file of', ({ hours }) => {
  it.concurrent.each([...deletedOfAPerson, ...deletedOfAMeeting, ...overwritten])('$name', async (kind) => {
    using directory = temporaryDirectory();
    let now = Date.now();
    await using storage = await open(`sqlite:${join(directory.path, 'captions.db')}`, {
      retentionHours: hours,
      now: () => now,
    });
    const { id: meetingId } = await storage.meetings.open({ uuid: 'uuid==' });
    const word = `Xylophon${'abcdefgh'.repeat(4)}`;
    const pass = (ms: number) => {
      now += ms;
    };
    const story: Story = { word, storage, meetingId, pass };

    await kind.write(story);
    expect(filesHold(directory.path, word)).toBe(hours > 0 || !kind.isSpoken);
    await kind.delete(story);

    if (kind.gone === 'soon') await vi.waitFor(() => expect(filesHold(directory.path, word)).toBe(false));
    else expect(filesHold(directory.path, word)).toBe(false);
  });
});
