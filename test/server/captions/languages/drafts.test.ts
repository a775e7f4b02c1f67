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
    targetLanguage: 'es',
    now: Date.now,
  });
  const say = (text: string) => draft.grow(caption(1, { state: 'draft', text }));
  const answer = async (index: number) => {
    const call = asked[index];
    call?.answer({ ok: true, text: call.text.toUpperCase(), origin: 'machine', engine: 'e' });
    await vi.advanceTimersByTimeAsync(0);
  };
  const rewrite = async (index: number, text: string) => {
    asked[index]?.answer({ ok: true, text, origin: 'machine', engine: 'e', rewritesDrafts: true });
    await vi.advanceTimersByTimeAsync(0);
  };
  const wait = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
  return { draft, say, answer, rewrite, wait, shown, texts: () => asked.map(({ text }) => text) };
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

describe('drafts of an engine that rewrites them', () => {
  it('show only the whole words that two in a row agree on, and never less than before', async () => {
    const { say, rewrite, wait, shown } = story();
    say('We have to talk');
    await wait(0);
    await rewrite(0, 'Tenemos que hablar');
    expect(shown).toEqual([]);
    say('We have to talk about the plan');
    // The second draft waits for words alone.
    await wait(0);
    await rewrite(1, 'Tenemos que hablarle del plan');
    expect(shown).toEqual(['Tenemos que']);
    say('We have to talk about the plan today');
    await wait(DRAFT_EVERY_MS);
    await rewrite(2, 'Hoy tenemos que hablar del plan');
    say('We have to talk about the plan today at noon');
    await wait(DRAFT_EVERY_MS);
    await rewrite(3, 'Tenemos que hablar hoy del plan');
    say('We have to talk about the plan today at noon again');
    await wait(DRAFT_EVERY_MS);
    await rewrite(4, 'Tenemos que hablar hoy de nuevo');
    expect(shown).toEqual(['Tenemos que', 'Tenemos que hablar hoy']);
  });

  it('begin anew when the words were revised', async () => {
    const { say, rewrite, wait, shown } = story();
    say('We have to walk');
    await wait(0);
    say('We have to talk now');
    await rewrite(0, 'Tenemos que caminar');
    await wait(DRAFT_EVERY_MS);
    await rewrite(1, 'Tenemos que hablar ahora');
    expect(shown).toEqual([]);
  });
});
