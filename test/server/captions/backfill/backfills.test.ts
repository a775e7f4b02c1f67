/** Covers server/captions/backfill/backfill-job.ts. */
import { describe, expect, it, vi } from 'vitest';
import { LanguageLimitReached } from '../../../../server/captions/languages/active-languages.ts';
import { LiveMeetings } from '../../../../server/captions/live-meetings.ts';
import type { Preparation } from '../../../../server/captions/ports/transcript-preparation.ts';
import type { Translation, TranslationRequest } from '../../../../server/captions/ports/translator.ts';
import { createLogger } from '../../../../server/logger.ts';
import { quietCaptions } from '../../../support/quiet-captions.ts';
import { open } from '../../storage/open.ts';
import { meetingWithLines, onEveryDatabase } from '../../storage/stories.ts';

type Engine = (request: TranslationRequest) => Promise<Translation>;

const inFrench: Engine = async ({ text }) => ({
  ok: true,
  text: `FR ${text}`,
  origin: 'machine',
  engine: 'libre',
});
const silent: Engine = async () => ({ ok: false, retryable: false });

/** A past meeting that was read in Spanish. */
async function stage(
  url: string,
  lines: number,
  { engine = inFrench, now = Date.now, maxLanguages = 5 } = {},
) {
  const storage = await open(url);
  const meetingId = await meetingWithLines(storage, lines);
  const asked: string[] = [];
  const state = { engine };
  const live = new LiveMeetings({
    ...quietCaptions,
    store: storage.captions,
    translator: {
      translate: (request) => {
        asked.push(request.text);
        return state.engine(request);
      },
      serves: (tag) => tag,
      languages: () => [],
    },
    outlet: { batch: () => undefined, status: () => undefined, isWatched: () => false },
    maxLanguages,
    logger: createLogger('silent'),
    now,
  });
  const french = async (count: number) => {
    const rendered = await storage.captions.newest(meetingId, 'fr', { limit: count });
    return rendered.map(({ rendering }) => rendering?.text);
  };
  return {
    storage,
    live,
    meetingId,
    asked,
    state,
    french,
    prepare: (language = 'fr', until?: number) => live.prepare({ meetingId, language, until }),
    async ready(language = 'fr'): Promise<Preparation> {
      return vi.waitFor(async () => {
        const answer = await live.prepare({ meetingId, language });
        expect(answer.state).toBe('ready');
        return answer;
      });
    },
    async [Symbol.asyncDispose]() {
      await live[Symbol.asyncDispose]();
      await storage[Symbol.asyncDispose]();
    },
  };
}

onEveryDatabase((kind) => {
  it('a past meeting is translated whole into a language that nobody read, once, and stored', async () => {
    await using database = await kind.create();
    await using s = await stage(database.url, 230);
    expect(await s.ready()).toEqual({ state: 'ready', translated: 230, total: 230 });
    expect(s.asked.toSorted()).toEqual(
      Array.from({ length: 230 }, (_, index) => `Sentence ${index + 1}.`).toSorted(),
    );
    expect(await s.french(3)).toEqual(['FR Sentence 228.', 'FR Sentence 229.', 'FR Sentence 230.']);
  });
});

describe('a meeting that was read in the language', () => {
  it('is ready at once, and costs nothing', async () => {
    await using s = await stage('sqlite::memory:', 120);
    expect(await s.prepare('es')).toEqual({ state: 'ready', translated: 0, total: 0 });
    expect(s.asked).toEqual([]);
  });
});

describe('lines that no engine can translate', () => {
  it('are counted, and tried again when somebody asks later', async () => {
    let now = 1_000_000;
    await using s = await stage('sqlite::memory:', 30, { engine: silent, now: () => now });
    expect(await s.ready()).toEqual({ state: 'ready', translated: 0, total: 30 });
    expect(await s.french(1)).toEqual(['Sentence 30.']);
    s.state.engine = inFrench;
    now += 60_000;
    expect(await s.ready()).toEqual({ state: 'ready', translated: 30, total: 30 });
    expect(await s.french(1)).toEqual(['FR Sentence 30.']);
  });
});

describe('who asks', () => {
  it('shares the work with everybody else who does', async () => {
    await using s = await stage('sqlite::memory:', 60);
    const answers = await Promise.all([s.prepare(), s.prepare(), s.ready()]);
    expect(answers.at(-1)).toEqual({ state: 'ready', translated: 60, total: 60 });
    expect(s.asked).toHaveLength(60);
  });

  it('hears how far it is while it is not done', async () => {
    const held: (() => void)[] = [];
    await using s = await stage('sqlite::memory:', 100, {
      engine: async (request) => {
        if (s.asked.length > 25) await new Promise<void>((resolve) => held.push(resolve));
        return inFrench(request);
      },
    });
    const { state, translated, total } = await s.prepare();
    expect({ state, total }).toEqual({ state: 'preparing', total: 100 });
    expect(translated).toBeLessThan(100);
    s.state.engine = inFrench;
    for (const go of held) go();
    expect(await s.ready()).toMatchObject({ translated: 100 });
  });

  it('gets no more than they may read', async () => {
    await using s = await stage('sqlite::memory:', 100);
    // The fiftieth line; opening the language brings its newest fifty besides, as for a reader.
    const until = 1_700_000_000_000 + 20_000;
    await vi.waitFor(async () => expect((await s.prepare('fr', until)).state).toBe('ready'));
    expect(s.asked).not.toContain('Sentence 30.');
    expect(s.asked).toContain('Sentence 20.');
  });

  it('and goes away ends the work', async () => {
    let now = 1_000_000;
    await using s = await stage('sqlite::memory:', 400, {
      now: () => now,
      engine: async (request) => {
        now += 400;
        return inFrench(request);
      },
    });
    await s.prepare();
    await vi.waitFor(() => expect(s.live.count).toBe(1));
    now += 60_000;
    const reached = s.asked.length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(s.asked.length).toBeLessThanOrEqual(reached + 40);
    expect(s.asked.length).toBeLessThan(400);
  });

  it('is told when the meeting has as many languages as it may', async () => {
    await using s = await stage('sqlite::memory:', 5, { maxLanguages: 0 });
    await expect(s.prepare()).rejects.toBeInstanceOf(LanguageLimitReached);
  });
});

it('the newest lines are spoken while the past is translated: both are rendered, each once', async () => {
  await using s = await stage('sqlite::memory:', 150);
  const first = s.prepare();
  for (let index = 1; index <= 5; index += 1) {
    s.live.accept({
      type: 'segment',
      segment: {
        meetingId: s.meetingId,
        streamId: 'stream-1',
        speaker: { id: 'speaker-1', name: 'Ana' },
        sourceLanguage: 'en',
        text: `Said now ${index}.`,
        attribute: 'new',
        timestamp: Date.now() + index,
        receivedAt: Date.now(),
      },
    });
  }
  await first;
  await s.live.stored(s.meetingId);
  await s.ready();
  await vi.waitFor(async () => expect((await s.french(1))[0]).toBe('FR Said now 5.'));
  expect(new Set(s.asked).size).toBe(s.asked.length);
  expect(s.asked).toHaveLength(155);
});
