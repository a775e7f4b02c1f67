/**
 * Covers server/captions/intake/line-commits.ts, server/captions/intake/meeting-status.ts,
 * server/captions/live-meeting.ts, server/captions/stream-updates.ts.
 */
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { LiveMeetings } from '../../../server/captions/live-meetings.ts';
import type { Translator } from '../../../server/captions/ports/translator.ts';
import { createLogger } from '../../../server/logger.ts';
import { StorageError } from '../../../server/storage/storage-error.ts';
import type { CaptionBatch } from '../../../shared/panel-protocol.ts';
import { quietCaptions } from '../../support/quiet-captions.ts';
import { listenForRejections } from '../../support/unhandled-rejections.ts';
import { UnreliableStore } from '../../support/unreliable-store.ts';
import { open } from '../storage/open.ts';

const translator: Translator = {
  translate: async () => ({ ok: false, retryable: false }),
  serves: (tag) => tag,
  languages: () => [],
};
const outlet = { batch: () => undefined, status: () => undefined, isWatched: () => false };
const gone = () => new StorageError('The database refused a statement (SQLITE_IOERR).', { retryable: false });

const away = () => new StorageError('The database refused a statement (SQLITE_BUSY).', { retryable: true });

/** Real rows, and a store before them that can be told to fail. */
async function stage() {
  const storage = await open('sqlite::memory:');
  const { id: meetingId } = await storage.meetings.open({ uuid: 'uuid==' });
  const store = new UnreliableStore(storage.captions);
  const log: string[] = [];
  const logger = createLogger('debug', { write: (line: string) => void log.push(line) });
  const sessions = new LiveMeetings({ ...quietCaptions, store, translator, outlet, maxLanguages: 5, logger });
  return {
    meetingId,
    store,
    sessions,
    log,
    say: (text: string) =>
      sessions.accept({
        type: 'segment',
        segment: {
          meetingId,
          streamId: 'stream',
          speaker: { id: '1', name: 'Ana' },
          sourceLanguage: 'en',
          text,
          attribute: 'new',
          receivedAt: Date.now(),
        },
      }),
    async [Symbol.asyncDispose]() {
      await sessions[Symbol.asyncDispose]();
      await storage[Symbol.asyncDispose]();
    },
  };
}

describe('a refusal of the store does not end the process', () => {
  it('while a meeting is loaded and its last reader leaves', async () => {
    using rejections = listenForRejections();
    await using meeting = await stage();
    meeting.store.fails = (method) => (method === 'load' ? gone() : undefined);
    const watching = meeting.sessions.watch(meeting.meetingId, 'es');
    meeting.sessions.unwatched(meeting.meetingId, 'es');
    await expect(watching).rejects.toThrow(StorageError);
    await setImmediate();
    expect(rejections.names).toEqual([]);
    // Nothing of the failure stays: the next reader opens the meeting.
    meeting.store.fails = () => undefined;
    expect(await meeting.sessions.watch(meeting.meetingId, 'es')).toMatchObject({ captions: [] });
  });

  it('when an open sentence closes by time; the next sentence is stored', async () => {
    using rejections = listenForRejections();
    await using meeting = await stage();
    meeting.say('This one was');
    const texts = async () => {
      const { captions } = await meeting.sessions.watch(meeting.meetingId, 'original');
      return captions.flatMap((line) => (line.kind === 'caption' ? [line.text] : []));
    };
    await vi.waitFor(async () => expect(await texts()).toEqual(['This one was']));
    meeting.store.fails = (method) => (method === 'commit' ? gone() : undefined);
    await vi.waitFor(() => expect(meeting.log.join('')).toContain('the end of a sentence'));
    await setImmediate();
    expect(rejections.names).toEqual([]);
    meeting.store.fails = () => undefined;
    meeting.say('And on we go.');
    await vi.waitFor(async () => expect(await texts()).toContain('And on we go.'));
  });
});

describe('a meeting that cannot be loaded', () => {
  it('keeps updates in order until the store answers', async () => {
    await using meeting = await stage();
    let failures = 3;
    meeting.store.fails = (method) => (method === 'load' && failures-- > 0 ? away() : undefined);
    meeting.say('This is the first sentence.');
    meeting.say('This is the second sentence.');
    await vi.waitFor(async () => {
      const { captions } = await meeting.sessions.watch(meeting.meetingId, 'original');
      expect(captions).toMatchObject([
        { text: 'This is the first sentence.' },
        { text: 'This is the second sentence.' },
      ]);
    });
    expect(meeting.log.join('')).not.toContain('lost');
  });
});

describe('a meeting that leaves memory', () => {
  it('is loaded again only when what it had accepted is stored', async () => {
    await using meeting = await stage();
    const { meetingId, store, sessions } = meeting;
    const texts = async () => {
      const { captions } = await sessions.watch(meetingId, 'original');
      return captions.flatMap((line) => (line.kind === 'caption' ? [line.text] : []));
    };
    meeting.say('This is the first sentence.');
    await vi.waitFor(async () => expect(await texts()).toEqual(['This is the first sentence.']));
    let isHeld = true;
    let commits = 0;
    store.waits = async (method) => {
      if (method !== 'commit') return;
      commits += 1;
      while (isHeld) await setImmediate();
    };
    meeting.say('This is the second sentence.');
    await vi.waitFor(() => expect(commits).toBe(1));
    const forgotten = sessions.forget(meetingId);
    meeting.say('This is the third sentence.');
    const answer = texts();
    await setImmediate();
    isHeld = false;
    await forgotten;
    await answer;
    await vi.waitFor(async () =>
      expect(await texts()).toEqual([
        'This is the first sentence.',
        'This is the second sentence.',
        'This is the third sentence.',
      ]),
    );
  });
});

describe('a language that is read at another node', () => {
  it('is announced by the next owner with the last stored version, which its readers may not have received', async () => {
    await using meeting = await stage();
    const { meetingId, store, sessions } = meeting;
    meeting.say('This was stored and never sent.');
    await vi.waitFor(async () => {
      const { captions } = await sessions.watch(meetingId, 'original');
      expect(captions).toHaveLength(1);
    });
    const stored = await store.lastVersion(meetingId, 'original');
    const batches: CaptionBatch[] = [];
    const next = new LiveMeetings({
      ...quietCaptions,
      store,
      translator,
      outlet: { ...outlet, isWatched: () => true, batch: (_meetingId, batch) => batches.push(batch) },
      maxLanguages: 5,
      logger: createLogger('silent'),
    });
    await next.open(meetingId, 'original');
    await next.open(meetingId, 'original');
    expect(batches).toMatchObject([{ language: 'original', from: stored, version: stored, upserts: [] }]);
    await next[Symbol.asyncDispose]();
  });
});

describe('with several nodes, a meeting of another node', () => {
  it('is not loaded, for it would grow old in memory, and its speech is forwarded', async () => {
    await using storage = await open('sqlite::memory:');
    const { id: meetingId } = await storage.meetings.open({ uuid: 'uuid==' });
    const forwarded: string[] = [];
    const owned = new Set<string>();
    await using sessions = new LiveMeetings({
      ...quietCaptions,
      store: storage.captions,
      translator,
      outlet,
      maxLanguages: 5,
      logger: createLogger('silent'),
      ownership: {
        has: (id) => owned.has(id),
        forward: async ({ type }) => {
          forwarded.push(type);
          return 'forwarded';
        },
      },
    });
    await expect(sessions.watch(meetingId, 'es')).rejects.toMatchObject({ retryable: false });
    sessions.accept({
      type: 'segment',
      segment: {
        meetingId,
        streamId: 'stream',
        speaker: { id: '1', name: 'Ana' },
        sourceLanguage: 'en',
        text: 'Hello.',
        attribute: 'new',
        receivedAt: 1,
      },
    });
    expect(forwarded).toEqual(['segment']);
    expect(sessions.has(meetingId)).toBe(false);
    owned.add(meetingId);
    expect((await sessions.watch(meetingId, 'es')).version).toBe(0);
  });
});
