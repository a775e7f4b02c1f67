/**
 * Covers server/translation/engines/local/start-thread.ts, server/translation/engines/local/worker/worker.ts,
 * server/translation/engines/local/worker/bergamot.ts, server/translation/engines/local/thread-run.ts,
 * server/translation/engines/local/model-thread.ts, server/translation/engines/local/loaded-models.ts,
 * server/translation/engines/local/local-limits.ts.
 */
import { truncate } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { withElements } from '../../../../../server/translation/marks/elements.ts';
import { question } from '../../stories.ts';
import { emptyShelf, engineWith, scriptedThread, shelfWith, watchedThreads } from './local-engines.ts';

const waits = () => AbortSignal.timeout(40_000);
const asked = (text: string, targetLanguage = 'es', sourceLanguage = 'en') =>
  question(text, { targetLanguage, sourceLanguage, signal: waits() });

/** A minute of work for the generated model. */
const endless = 'hello everyone, the meeting starts now. '.repeat(50_000);

describe('a model in a thread of its own', () => {
  it('translates with the real runtime, directly or through English', async () => {
    await using shelf = await shelfWith('en-es', 'es-en', 'en-fr');
    await using engine = engineWith(shelf);
    expect(await engine.translate(asked('hello everyone, the meeting starts now.'))).toEqual({
      text: 'hola todos, la reunión empieza ahora.',
    });
    expect(await engine.translate(asked('hola, la reunión empieza.', 'fr', 'es'))).toEqual({
      text: 'bonjour, la réunion commence.',
      via: 'en',
    });
  });

  it('takes a vocabulary of each language, and the tags of regions and scripts', async () => {
    await using shelf = await shelfWith('en-ja');
    await using engine = engineWith(shelf);
    expect(await engine.translate(asked('hello everyone.', 'ja', 'en-GB'))).toEqual({
      text: 'こんにちは みなさん.',
    });
    expect(engine.supports('en', 'ja')).toBe(true);
    expect(engine.supports('und', 'ja')).toBe(true);
    expect(engine.supports('ja', 'en')).toBe(false);
    await expect(engine.translate(asked('hello.', 'de'))).rejects.toMatchObject({ kind: 'language' });
  });

  it('keeps names and terms as elements round their words', async () => {
    await using shelf = await shelfWith('en-es');
    await using engine = engineWith(shelf);
    const text = 'hello ben, the meeting & you';
    const guarded = withElements(text, [
      { start: 6, end: 9, replacement: 'Ben <O’Neill>' },
      { start: 15, end: 22, replacement: 'Versammlung' },
    ]);
    expect(engine.takesTerms).toBe('elements');
    const answer = await engine.translate({ ...asked(guarded.text), isXml: true });
    expect(guarded.restore(answer.text)).toMatch(/^hola Ben <O’Neill>, la Versammlung .*a ustedes$/);
  });

  it('has a model with a damaged file fetched anew', async () => {
    await using shelf = await shelfWith('en-es');
    await using engine = engineWith(shelf);
    const sound = shelf.stored.get('en-es');
    await truncate(sound?.model.path ?? '', 1_000);
    await expect(engine.translate(asked('hello.'))).rejects.toMatchObject({
      kind: 'network',
      retryable: true,
    });
    expect(shelf.discarded).toEqual(['en-es']);
    expect(engine.isReady?.('en', 'es')).toBe(false);
    engine.prepare?.('en', 'es');
    expect(shelf.wanted).toEqual(['en-es']);
  });

  it('fails the texts of a thread that is killed, and starts another', async () => {
    await using shelf = await shelfWith('en-es');
    const { started, startThread } = watchedThreads();
    await using engine = engineWith(shelf, { startThread });
    await engine.translate(asked('hello.'));
    const texts = [endless, 'the meeting.'].map((text) => engine.translate(asked(text)));
    const failures = texts.map((text) =>
      expect(text).rejects.toMatchObject({ kind: 'network', retryable: true }),
    );
    await started[0]?.terminate();
    await Promise.all(failures);
    expect(await engine.translate(asked('hello.'))).toEqual({ text: 'hola.' });
    expect(started).toHaveLength(2);
  });

  it('ends a thread whose runtime computes beyond the limit, and starts another', async () => {
    await using shelf = await shelfWith('en-es');
    const { started, startThread } = watchedThreads();
    await using engine = engineWith(shelf, { startThread, times: { callMs: 3_000 } });
    await expect(engine.translate(asked(endless))).rejects.toMatchObject({
      kind: 'network',
      retryable: true,
    });
    await expect.poll(() => started[0]?.threadId).toBe(-1);
    expect(await engine.translate(asked('hello.'))).toEqual({ text: 'hola.' });
    expect(started).toHaveLength(2);
  });

  it('ends a thread in the middle of its loading when the engine is closed', async () => {
    await using shelf = await shelfWith('en-es');
    const { started, startThread } = watchedThreads();
    const engine = engineWith(shelf, { startThread });
    const translation = expect(engine.translate(asked('hello.'))).rejects.toMatchObject({
      kind: 'cancelled',
    });
    await expect.poll(() => started.length).toBe(1);
    await engine[Symbol.asyncDispose]();
    await translation;
    expect(started[0]?.threadId).toBe(-1);
  });
});

describe('a thread that fails', () => {
  const scripted = (changes = {}) => {
    const threads = watchedThreads(scriptedThread);
    const models = emptyShelf('en-es', 'en-fr', 'es-en');
    return { ...threads, engine: engineWith(models, { startThread: threads.startThread, ...changes }) };
  };

  it('is ended when it hangs; its texts fail, and the next one starts another', async () => {
    const { engine, started } = scripted({ times: { callMs: 100 } });
    await using _closed = engine;
    await expect(engine.translate(asked('hang'))).rejects.toMatchObject({ kind: 'network', counts: true });
    expect(await engine.translate(asked('one'))).toEqual({ text: 'ONE' });
    expect(started).toHaveLength(2);
    await expect.poll(() => started[0]?.threadId).toBe(-1);
  });

  it('rests after two losses in a row, and works again afterwards', async () => {
    const { engine } = scripted({ times: { firstRestMs: 200 } });
    await using _closed = engine;
    await expect(engine.translate(asked('die'))).rejects.toMatchObject({ kind: 'network' });
    expect(engine.isReady?.('en', 'es')).toBe(true);
    await expect(engine.translate(asked('throw'))).rejects.toMatchObject({ kind: 'network' });
    expect(engine.isReady?.('en', 'es')).toBe(false);
    expect(engine.isReady?.('en', 'fr')).toBe(true);
    await expect(engine.translate(asked('one'))).rejects.toMatchObject({ kind: 'network', counts: false });
    await expect.poll(() => engine.isReady?.('en', 'es')).toBe(true);
    expect(await engine.translate(asked('one'))).toEqual({ text: 'ONE' });
  });

  it('holds a text that the model cannot translate against that text alone', async () => {
    const { engine, started } = scripted();
    await using _closed = engine;
    await expect(engine.translate(asked('fail'))).rejects.toMatchObject({ kind: 'bad-reply' });
    expect(await engine.translate(asked('one'))).toEqual({ text: 'ONE' });
    expect(started).toHaveLength(1);
  });

  it('gives nobody the translation of a caller who left', async () => {
    const { engine } = scripted();
    await using _closed = engine;
    const leaving = new AbortController();
    const left = engine.translate({ ...asked('one'), signal: leaving.signal });
    const stays = engine.translate(asked('two'));
    leaving.abort(new DOMException('left', 'AbortError'));
    await expect(left).rejects.toMatchObject({ kind: 'cancelled' });
    expect(await stays).toEqual({ text: 'TWO' });
  });
});

describe('models in memory', () => {
  const counted = (changes = {}) => {
    const threads = watchedThreads(scriptedThread);
    const models = emptyShelf('en-es', 'en-fr', 'en-de', 'es-en');
    const engine = engineWith(models, { startThread: threads.startThread, ...changes });
    const alive = () => threads.started.filter(({ threadId }) => threadId !== -1).length;
    return { ...threads, engine, alive };
  };

  it('are never more than allowed: the one used least recently gives way', async () => {
    const { engine, alive, started } = counted({ maxModels: 2 });
    await using _closed = engine;
    for (const language of ['es', 'fr', 'es', 'de']) {
      await engine.translate(asked('one', language));
      expect(alive()).toBeLessThanOrEqual(2);
    }
    // Spanish was used after French, and is still there.
    await engine.translate(asked('two', 'es'));
    expect(started).toHaveLength(3);
  });

  it('keep their place while they are in use: the next engine translates meanwhile', async () => {
    const { engine, started } = counted({ maxModels: 1, keepMs: 60_000 });
    await using _closed = engine;
    await engine.translate(asked('one', 'es'));
    await expect(engine.translate(asked('one', 'fr'))).rejects.toMatchObject({
      kind: 'overloaded',
      counts: false,
      retryable: true,
    });
    expect(started).toHaveLength(1);
    expect(engine.supports('es', 'fr')).toBe(false);
  });

  it('are not taken from a text under way, which is answered', async () => {
    const { engine, started } = counted({ maxModels: 1 });
    await using _closed = engine;
    await engine.translate(asked('one', 'es'));
    const underWay = engine.translate(asked('slow', 'es'));
    await expect(engine.translate(asked('one', 'fr'))).rejects.toMatchObject({ kind: 'overloaded' });
    expect(await underWay).toEqual({ text: 'SLOW' });
    expect(await engine.translate(asked('two', 'fr'))).toEqual({ text: 'TWO' });
    expect(started).toHaveLength(2);
  });

  it('are ended when nobody used them for a while', async () => {
    const { engine, alive } = counted({ times: { idleMs: 30 } });
    await using _closed = engine;
    await engine.translate(asked('one'));
    await expect.poll(alive).toBe(0);
    expect(await engine.translate(asked('two'))).toEqual({ text: 'TWO' });
  });
});
