import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DRAFT_EVERY_MS } from '../../../../server/captions/caption-limits.ts';
import { Drafts } from '../../../../server/captions/languages/drafts.ts';
import type { Translation } from '../../../../server/captions/ports/translator.ts';
import { caption } from '../../storage/stories.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A sentence that is being spoken, and an engine that answers when the test says so. */
function story() {
  const asked: { text: string; answer: (translation: Translation) => void }[] = [];
  const shown: string[] = [];
  const draft = new Drafts({
    translate: ({ text }) => new Promise((resolve) => asked.push({ text, answer: resolve })),
    show: ({ text }) => shown.push(text) > 0,
    now: Date.now,
  });
  const say = (text: string) => draft.grow(caption(1, { state: 'draft', text }));
  const answer = async (index: number) => {
    const call = asked[index];
    call?.answer({ ok: true, text: call.text.toUpperCase(), origin: 'machine', engine: 'e' });
    await vi.advanceTimersByTimeAsync(0);
  };
  const wait = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
  return { draft, say, answer, wait, shown, texts: () => asked.map(({ text }) => text) };
}

describe('drafts of an open sentence', () => {
  it('start with the fourth word', async () => {
    const { say, wait, texts } = story();
    say('We have to');
    await wait(5_000);
    expect(texts()).toEqual([]);
    say('We have to talk');
    await wait(0);
    expect(texts()).toEqual(['We have to talk']);
  });

  it('are requested at most every 1.2 s, of the newest words', async () => {
    const { say, answer, wait, texts } = story();
    say('We have to talk');
    await wait(0);
    await answer(0);
    say('We have to talk about');
    say('We have to talk about the plan');
    await wait(DRAFT_EVERY_MS - 1);
    expect(texts()).toEqual(['We have to talk']);
    await wait(1);
    expect(texts()).toEqual(['We have to talk', 'We have to talk about the plan']);
  });

  it('are requested one at a time; the next request has the newest words', async () => {
    const { say, answer, wait, texts, shown } = story();
    say('We have to talk');
    await wait(0);
    say('We have to talk about the plan');
    await wait(10_000);
    expect(texts()).toHaveLength(1);
    await answer(0);
    expect(shown).toEqual(['WE HAVE TO TALK']);
    expect(texts()).toEqual(['We have to talk', 'We have to talk about the plan']);
  });

  it('are not requested again for the same words', async () => {
    const { say, answer, wait, texts } = story();
    say('We have to talk');
    await wait(0);
    await answer(0);
    say('We have to talk');
    await wait(10_000);
    expect(texts()).toHaveLength(1);
  });

  it('are not shown when Zoom has revised the beginning', async () => {
    const { say, answer, wait, shown, texts } = story();
    say('We have to walk');
    await wait(0);
    say('We have to talk now');
    await answer(0);
    expect(shown).toEqual([]);
    await wait(DRAFT_EVERY_MS);
    await answer(1);
    expect(texts()).toEqual(['We have to walk', 'We have to talk now']);
    expect(shown).toEqual(['WE HAVE TO TALK NOW']);
  });

  it('end with the sentence: an answer that comes later is not shown', async () => {
    const { draft, say, answer, wait, shown, texts } = story();
    say('We have to talk');
    await wait(0);
    say('We have to talk about the plan');
    draft[Symbol.dispose]();
    await answer(0);
    await wait(10_000);
    expect(shown).toEqual([]);
    expect(texts()).toHaveLength(1);
  });
});
