import { describe, expect, it, vi } from 'vitest';
import type { ProtectedTerm } from '../../../server/captions/ports/translator.ts';
import { termFinder } from '../../../server/captions/terms/glossary-terms.ts';
import type { Engine } from '../../../server/translation/engine.ts';
import { createEngineChain, type EngineChainOptions } from '../../../server/translation/engine-chain.ts';
import { TranslationError } from '../../../server/translation/translation-error.ts';
import { memoryMeters } from '../../support/memory-meters.ts';
import { type ManualEngine, manualEngine, recordingLogger, sentence, silent } from './stories.ts';

function chainOf(engines: readonly Engine[], changes: Partial<EngineChainOptions> = {}) {
  return createEngineChain({
    engines,
    drafts: 'unmetered',
    meters: readyMeters(),
    prices: {},
    logger: silent,
    now: Date.now,
    breakerPauseMs: 30,
    ...changes,
  });
}

/** So that a question reaches its engine before this test goes on. */
function readyMeters() {
  const meters = memoryMeters();
  meters.take(sentence('').meetingId, { language: 'es', engine: 'none', characters: 0 });
  return meters;
}

/** An engine that answers at once. */
function readyEngine(name: string, changes: Partial<Engine> = {}) {
  const asked: string[] = [];
  const engine = manualEngine(name, {
    translate: async ({ text }) => {
      asked.push(text);
      return { text: `${name}: ${text}` };
    },
    ...changes,
  });
  return Object.assign(engine, { asked });
}

function failingEngine(
  name: string,
  kind: TranslationError['kind'] = 'network',
  details: { status?: number } = {},
) {
  let calls = 0;
  const engine = manualEngine(name, {
    translate: async () => {
      calls += 1;
      throw new TranslationError(name, kind, 'failed', details);
    },
  });
  return { engine, count: () => calls };
}

const callsOf = (engine: ManualEngine) => engine.calls.map((call) => call.text);

describe('the order of the engines', () => {
  it('takes the first that translates, and says which', async () => {
    const third = readyEngine('libre');
    await using chain = chainOf([
      failingEngine('google').engine,
      readyEngine('deepl', { supports: () => false }),
      third,
    ]);
    expect(await chain.translate(sentence('Hello.'))).toEqual({
      ok: true,
      text: 'libre: Hello.',
      origin: 'machine',
      engine: 'libre',
    });
    expect(chain.metrics().languages).toContainEqual(
      expect.objectContaining({
        engine: 'google',
        language: 'es',
        calls: 1,
        fallbacks: 1,
        failures: { network: 1 },
      }),
    );
  });

  it('asks each engine at most once', async () => {
    const [first, second] = [failingEngine('google'), failingEngine('libre')];
    await using chain = chainOf([first.engine, second.engine]);
    expect(await chain.translate(sentence('Hello.'))).toEqual({ ok: false, retryable: true });
    expect([first.count(), second.count()]).toEqual([1, 1]);
  });

  it('goes on where a phrasebook has no entry, without a mark against it', async () => {
    const book = failingEngine('phrasebook', 'language').engine;
    await using chain = chainOf([book, readyEngine('google')]);
    for (let time = 0; time < 5; time += 1) await chain.translate(sentence(`Hello ${time}.`));
    expect(await chain.translate(sentence('Bye.'))).toMatchObject({ engine: 'google' });
    expect(chain.metrics().engines[0]).toMatchObject({ engine: 'phrasebook', breaker: 'closed' });
    expect(chain.metrics().languages[0]).toMatchObject({ engine: 'phrasebook', fallbacks: 0, failures: {} });
  });

  it.each<[string, readonly Engine[], boolean]>([
    ['nothing runs', [], false],
    ['no engine knows the pair', [readyEngine('google', { supports: () => false })], false],
    ['the key is wrong', [failingEngine('deepl', 'bad-key').engine], false],
    ['the server is away', [failingEngine('libre').engine], true],
  ])('says whether it is worth asking again when %s', async (_name, engines, retryable) => {
    await using chain = chainOf(engines);
    expect(await chain.translate(sentence('Hello.'))).toEqual({ ok: false, retryable });
  });

  it('never rejects, not even when an engine breaks its word', async () => {
    const broken = manualEngine('broken', {
      translate: () => {
        throw new TypeError('undefined is not a function');
      },
    });
    await using chain = chainOf([broken]);
    expect(await chain.translate(sentence('Hello.'))).toEqual({ ok: false, retryable: true });
  });
});

describe('the deadline', () => {
  it('gives a silent first engine 2.5 s of 4, and the next its turn', async () => {
    const silentEngine = manualEngine('google');
    await using chain = chainOf([silentEngine, readyEngine('libre')]);
    const startedAt = performance.now();
    expect(await chain.translate(sentence('Hello.'))).toMatchObject({ engine: 'libre' });
    const elapsedMs = performance.now() - startedAt;
    expect(elapsedMs).toBeGreaterThan(2_400);
    expect(elapsedMs).toBeLessThan(3_200);
    expect(silentEngine.calls[0]?.signal.aborted).toBe(true);
  });

  it('is over after 4 s, however many engines are silent', async () => {
    const engines = ['google', 'deepl', 'libre'].map((name) => manualEngine(name));
    await using chain = chainOf(engines);
    const startedAt = performance.now();
    expect(await chain.translate(sentence('Hello.'))).toEqual({ ok: false, retryable: true });
    expect(performance.now() - startedAt).toBeLessThan(4_300);
    expect(engines.map((engine) => engine.calls.length)).toEqual([1, 1, 1]);
  });

  it('is over after 1.5 s for a draft, which is not held against the engine', async () => {
    await using chain = chainOf([manualEngine('libre', { limits: { concurrency: 9 } })]);
    const startedAt = performance.now();
    const drafts = [1, 2, 3, 4].map((at) => chain.translate(sentence(`Hello ${at}`, { purpose: 'draft' })));
    expect(await Promise.all(drafts)).toEqual(Array(4).fill({ ok: false, retryable: true }));
    expect(performance.now() - startedAt).toBeLessThan(1_900);
    expect(chain.metrics().engines[0]?.breaker).toBe('closed');
  });
});

describe('an engine that keeps failing', () => {
  it('is left alone, and taken back when it has recovered', async () => {
    const google = manualEngine('google', { limits: { concurrency: 4 } });
    await using chain = chainOf([google, readyEngine('libre')]);
    for (let time = 0; time < 3; time += 1) {
      const answer = chain.translate(sentence(`Hello ${time}.`));
      await vi.waitFor(() => expect(google.calls).toHaveLength(time + 1));
      google.calls[time]?.fail(new TranslationError('google', 'network', 'down'));
      expect(await answer).toMatchObject({ engine: 'libre' });
    }
    expect(await chain.translate(sentence('Hello again.'))).toMatchObject({ engine: 'libre' });
    expect(google.calls).toHaveLength(3);
    expect(chain.metrics().engines[0]).toMatchObject({ engine: 'google', breaker: 'open' });
    await vi.waitFor(async () => {
      void chain.translate(sentence('Are you back?'));
      expect(google.calls).toHaveLength(4);
    });
    google.calls[3]?.answer('¿Has vuelto?');
    await vi.waitFor(() => expect(chain.metrics().engines[0]?.breaker).toBe('closed'));
  });

  it('still answers from memory', async () => {
    const google = manualEngine('google');
    await using chain = chainOf([google]);
    const first = chain.translate(sentence('Hello.'));
    google.calls[0]?.answer('Hola.');
    await first;
    const refused = chain.translate(sentence('Bye.'));
    google.calls[1]?.fail(new TranslationError('google', 'refused', 'sorry', { status: 429 }));
    await refused;
    expect(await chain.translate(sentence('Hello.'))).toMatchObject({ ok: true, text: 'Hola.' });
    expect(await chain.translate(sentence('Bye.'))).toEqual({ ok: false, retryable: true });
    expect(google.calls).toHaveLength(2);
  });
});

describe('one call for equal questions', () => {
  it('asks once for a hundred readers, and never again', async () => {
    const google = manualEngine('google');
    await using chain = chainOf([google]);
    const answers = Array.from({ length: 100 }, (_value, at) =>
      chain.translate(sentence('Hello.', { meetingId: `meeting-${at % 3}` })),
    );
    google.calls[0]?.answer('Hola.');
    expect((await Promise.all(answers)).every((answer) => answer.ok && answer.text === 'Hola.')).toBe(true);
    expect(await chain.translate(sentence('Hello.'))).toMatchObject({ text: 'Hola.' });
    expect(google.calls).toHaveLength(1);
    expect(chain.metrics().languages).toEqual([expect.objectContaining({ calls: 1, cacheHits: 100 })]);
  });

  it('asks apart for another language, and for another context where context matters', async () => {
    const [plain, contextual] = [readyEngine('google'), readyEngine('deepl', { acceptsContext: true })];
    const context = [{ source: 'Before.', translation: 'Antes.' }];
    for (const engine of [plain, contextual]) {
      await using chain = chainOf([engine]);
      await chain.translate(sentence('Hello.'));
      await chain.translate(sentence('Hello.', { context }));
      await chain.translate(sentence('Hello.', { targetLanguage: 'fr' }));
    }
    expect([plain.asked.length, contextual.asked.length]).toEqual([2, 3]);
  });

  it('goes on for those who stay when one leaves, and stops when the last has left', async () => {
    const google = manualEngine('google');
    await using chain = chainOf([google]);
    const [one, two] = [new AbortController(), new AbortController()];
    const answers = [one, two].map(({ signal }) => chain.translate(sentence('Hello.', { signal })));
    one.abort();
    expect(await answers[0]).toEqual({ ok: false, retryable: true });
    expect(google.calls[0]?.signal.aborted).toBe(false);
    two.abort();
    await answers[1];
    expect(google.calls[0]?.signal.aborted).toBe(true);
    expect(chain.metrics().engines[0]?.breaker).toBe('closed');
  });

  it('forgets when told to', async () => {
    const google = readyEngine('google');
    await using chain = chainOf([google]);
    await chain.translate(sentence('Hello.'));
    chain.clear();
    await chain.translate(sentence('Hello.'));
    expect(google.asked).toHaveLength(2);
  });
});

describe('what waits', () => {
  /** Answers everything in the order it is asked; gives that order. */
  async function drain(
    engine: ManualEngine,
    answers: readonly Promise<unknown>[],
  ): Promise<readonly string[]> {
    for (let at = 0; at < answers.length; at += 1) {
      await vi.waitFor(() => expect(engine.calls.length).toBeGreaterThan(at));
      engine.calls[at]?.answer('x');
    }
    await Promise.all(answers);
    return callsOf(engine);
  }

  it('goes settled, then drafts, then the past', async () => {
    const engine = manualEngine('libre');
    await using chain = chainOf([engine]);
    const answers = (['catch-up', 'catch-up', 'draft', 'settled'] as const).map((purpose, at) =>
      chain.translate(sentence(`${purpose} ${at}`, { purpose })),
    );
    expect(await drain(engine, answers)).toEqual(['catch-up 0', 'settled 3', 'draft 2', 'catch-up 1']);
  });

  it('lets meetings take turns', async () => {
    const engine = manualEngine('libre');
    await using chain = chainOf([engine]);
    const greedy = Array.from({ length: 10 }, (_value, at) =>
      chain.translate(sentence(`a${at}`, { meetingId: 'a' })),
    );
    const modest = [0, 1].map((at) => chain.translate(sentence(`b${at}`, { meetingId: 'b' })));
    expect((await drain(engine, [...greedy, ...modest])).slice(0, 5)).toEqual(['a0', 'a1', 'b0', 'a2', 'b1']);
  });

  it('moves a text up when somebody needs it now', async () => {
    const engine = manualEngine('libre');
    await using chain = chainOf([engine]);
    const answers = ['first', 'second', 'third'].map((text) =>
      chain.translate(sentence(text, { purpose: 'catch-up' })),
    );
    answers.push(chain.translate(sentence('third')));
    expect(await drain(engine, answers.slice(0, 3))).toEqual(['first', 'third', 'second']);
    expect(await answers[3]).toMatchObject({ ok: true });
  });

  it('is bounded: the greediest meeting gives way, others do not, and the engine is not blamed', async () => {
    const engine = manualEngine('libre', { limits: { concurrency: 1, backlog: 5 } });
    await using chain = chainOf([engine]);
    const greedy = Array.from({ length: 8 }, (_value, at) =>
      chain.translate(sentence(`a${at}`, { meetingId: 'a' })),
    );
    // One runs, five wait: the last two of the greedy meeting were refused at once.
    expect(await Promise.all(greedy.slice(6))).toEqual(Array(2).fill({ ok: false, retryable: true }));
    const modest = chain.translate(sentence('b0', { meetingId: 'b' }));
    expect(await greedy[1]).toEqual({ ok: false, retryable: true });
    expect(await drain(engine, [modest, ...[0, 2, 3, 4, 5].flatMap((at) => greedy[at] ?? [])])).toEqual([
      'a0',
      'a2',
      'b0',
      'a3',
      'a4',
      'a5',
    ]);
    expect(chain.metrics().engines[0]).toMatchObject({ breaker: 'closed', waiting: 0, running: 0 });
  });

  it('never asks more at a time than the engine allows', async () => {
    const engine = manualEngine('libre', { limits: { concurrency: 3 } });
    await using chain = chainOf([engine]);
    const answers = Array.from({ length: 7 }, (_value, at) => chain.translate(sentence(`text ${at}`)));
    expect(engine.calls).toHaveLength(3);
    expect(chain.metrics().engines[0]).toMatchObject({ running: 3, waiting: 4 });
    await drain(engine, answers);
  });

  it('forgets a text whose reader left before its turn', async () => {
    const engine = manualEngine('libre');
    await using chain = chainOf([engine]);
    const leaving = new AbortController();
    const answers = [
      chain.translate(sentence('one')),
      chain.translate(sentence('two', { signal: leaving.signal })),
      chain.translate(sentence('three')),
    ];
    leaving.abort();
    await answers[1];
    expect(
      await drain(
        engine,
        answers.filter((_answer, at) => at !== 1),
      ),
    ).toEqual(['one', 'three']);
  });
});

describe('drafts and money', () => {
  it.each([
    ['unmetered', [], ['Hi']],
    ['always', ['Hi'], []],
    ['off', [], []],
  ] as const)('DRAFTS=%s', async (drafts, metered, free) => {
    const [deepl, libre] = [
      readyEngine('deepl', { metered: true, takesDrafts: false }),
      readyEngine('libre'),
    ];
    await using paid = chainOf([deepl], { drafts });
    await using own = chainOf([libre], { drafts });
    await paid.translate(sentence('Hi', { purpose: 'draft' }));
    if (drafts !== 'always') await own.translate(sentence('Hi', { purpose: 'draft' }));
    expect([deepl.asked, libre.asked]).toEqual([metered, free]);
  });

  it('pays for one draft of a sentence at most: with its settled text each character twice', async () => {
    const deepl = readyEngine('deepl', { metered: true, takesDrafts: false });
    await using chain = chainOf([deepl], { drafts: 'always' });
    const say = (text: string, lineId: string, purpose: 'draft' | 'settled' = 'draft') =>
      chain.translate(sentence(text, { lineId, purpose }));
    await say('We have to', 'l1');
    await say('We have to talk about', 'l1');
    await say('Somebody else says something', 'l2');
    await say('We have to talk about the plan.', 'l1', 'settled');
    expect(deepl.asked).toEqual([
      'We have to',
      'Somebody else says something',
      'We have to talk about the plan.',
    ]);
  });

  it('takes no draft from an engine that will not settle the line', async () => {
    const libre = readyEngine('libre');
    await using chain = chainOf([readyEngine('deepl', { takesDrafts: false }), libre]);
    expect(await chain.translate(sentence('Hi', { purpose: 'draft' }))).toEqual({
      ok: false,
      retryable: false,
    });
    expect(libre.asked).toEqual([]);
  });

  it('moves a meeting to unmetered engines when its budget is spent, and says so once', async () => {
    const log = recordingLogger();
    await using chain = chainOf([readyEngine('deepl', { metered: true }), readyEngine('libre')], {
      meters: memoryMeters({ serverBudget: 12, logger: log.logger }),
      prices: { deepl: 25 },
      logger: log.logger,
    });
    const say = async (text: string, meetingId: string) => {
      const answer = await chain.translate(sentence(text, { meetingId }));
      return answer.ok ? answer.engine : 'none';
    };
    expect(await say('ten signs.', 'a')).toBe('deepl');
    expect(await say('more.', 'a')).toBe('libre');
    expect(await say('more..', 'a')).toBe('libre');
    // Spent is spent: a short sentence that would still fit does not go back and forth between engines.
    expect(await say('no', 'a')).toBe('libre');
    expect(await say('another', 'b')).toBe('deepl');
    expect(log.lines().filter((line) => String(line.msg).includes('budget'))).toHaveLength(1);
    expect(chain.metrics().engines[0]?.usd).toBeCloseTo((17 * 25) / 1e6);
  });
});

describe('a budget that would not last for a text', () => {
  const meters = () => memoryMeters({ serverBudget: 12 });
  const long = 'longer than twelve';

  it('is not spent by looking at engines whose turn does not come', async () => {
    const money = meters();
    await using chain = chainOf([readyEngine('libre'), readyEngine('deepl', { metered: true })], {
      meters: money,
    });
    expect(await chain.translate(sentence(long))).toMatchObject({ engine: 'libre' });
    expect(money.isSpent('meeting-1')).toBe(false);
  });

  it('is not spent by an engine that could not be asked anyway', async () => {
    const money = meters();
    const away = failingEngine('deepl', 'refused', { status: 404 }).engine;
    await using chain = chainOf([Object.assign(away, { metered: true }), readyEngine('libre')], {
      meters: money,
    });
    await chain.translate(sentence('short'));
    expect(await chain.translate(sentence(long))).toMatchObject({ engine: 'libre' });
    expect(money.isSpent('meeting-1')).toBe(false);
  });

  it('is spent for good when the engine whose turn it is is passed over', async () => {
    const money = meters();
    const deepl = readyEngine('deepl', { metered: true });
    await using chain = chainOf([deepl, readyEngine('libre')], { meters: money });
    expect(await chain.translate(sentence(long))).toMatchObject({ engine: 'libre' });
    expect(money.isSpent('meeting-1')).toBe(true);
    expect(await chain.translate(sentence('short'))).toMatchObject({ engine: 'libre' });
    await money.setBudget('meeting-1', 11);
    expect(await chain.translate(sentence('shorter'))).toMatchObject({ engine: 'deepl' });
    expect(deepl.asked).toEqual(['shorter']);
  });
});

describe('terms', () => {
  const acme = [{ term: 'Acme' }];
  const akme = [{ term: 'acme', replacement: 'Akme' }];

  it('are put back, and two glossaries never share an answer', async () => {
    const engine = readyEngine('libre');
    await using chain = chainOf([engine]);
    const ask = (meetingId: string, terms: readonly ProtectedTerm[]) =>
      chain.translate(sentence('Acme met.', { meetingId, terms: termFinder(terms) }));
    expect(await ask('a', acme)).toMatchObject({ text: 'libre: Acme met.' });
    expect(await ask('b', akme)).toMatchObject({ text: 'libre: Akme met.' });
    expect(await ask('c', [])).toMatchObject({ text: 'libre: Acme met.' });
    expect(engine.asked).toEqual(['⟦0⟧ met.', '⟦0⟧ met.', 'Acme met.']);
    // A glossary that does not touch the sentence changes nothing.
    expect(await ask('d', [{ term: 'Globex' }])).toMatchObject({ text: 'libre: Acme met.' });
    expect(await ask('a', acme)).toMatchObject({ text: 'libre: Acme met.' });
    expect(engine.asked).toHaveLength(3);
  });

  it('alone need no engine', async () => {
    const engine = readyEngine('libre');
    await using chain = chainOf([engine]);
    expect(await chain.translate(sentence('Acme, Acme!', { terms: termFinder(akme) }))).toEqual({
      ok: true,
      text: 'Akme, Akme!',
      origin: 'phrasebook',
      engine: 'glossary',
    });
    expect(engine.asked).toEqual([]);
  });

  it('that an engine loses are given up rather than the sentence, which is counted and paid', async () => {
    const asked: string[] = [];
    const engine = manualEngine('deaf', {
      translate: async ({ text }) => {
        asked.push(text);
        return { text: text.replace(/⟦\d+⟧/g, '') };
      },
    });
    const meters = readyMeters();
    await using chain = chainOf([engine], { meters });
    expect(await chain.translate(sentence('Acme met.', { terms: termFinder(akme) }))).toMatchObject({
      text: 'Acme met.',
    });
    expect(asked).toEqual(['⟦0⟧ met.', 'Acme met.']);
    expect(chain.metrics().languages).toMatchObject([
      { engine: 'deaf', language: 'es', lostTerms: 1, calls: 2 },
    ]);
  });
});

describe('what an engine answers', () => {
  const long = 'The budget has been approved by everyone in the room.';

  it.each([
    ['pages', 'Hi there.', 'x'.repeat(200_000)],
    ['a dot', 'Hi there.', '.'],
    ['a word for a long sentence', long, 'Sí.'],
  ])('is passed over when it is %s', async (_name, text, answer) => {
    const liar = manualEngine('liar', { translate: async () => ({ text: answer }) });
    await using chain = chainOf([liar, readyEngine('libre')]);
    expect(await chain.translate(sentence(text))).toMatchObject({ text: `libre: ${text}` });
    expect(chain.metrics().languages[0]).toMatchObject({ engine: 'liar', failures: { 'bad-reply': 1 } });
  });

  it.each([
    ['100.', 'One hundred.'],
    ['👍', '👍'],
    ['Sí.', 'Yes, I do.'],
  ])('is taken when it may be a translation: %s', async (answer, text) => {
    const engine = manualEngine('terse', { translate: async () => ({ text: answer }) });
    await using chain = chainOf([engine]);
    expect(await chain.translate(sentence(text))).toMatchObject({ text: answer });
  });

  it('is not judged when people wrote it down beforehand', async () => {
    const book = manualEngine('phrasebook', {
      origin: 'phrasebook',
      translate: async () => ({ text: 'Sí.' }),
    });
    await using chain = chainOf([book]);
    expect(await chain.translate(sentence(long))).toMatchObject({ text: 'Sí.' });
  });

  it('never shows a mark that nobody gave out', async () => {
    const asked: string[] = [];
    let markFrom = 0;
    const engine = manualEngine('chatty', {
      translate: async ({ text }) => {
        asked.push(text);
        return { text: asked.length > markFrom ? text : `${text} ⟦5⟧` };
      },
    });
    await using chain = chainOf([engine, readyEngine('libre')]);
    const ask = (text: string) => chain.translate(sentence(text, { terms: termFinder([{ term: 'Acme' }]) }));
    markFrom = 1;
    expect(await ask('Acme met.')).toMatchObject({ engine: 'chatty', text: 'Acme met.' });
    expect(asked).toEqual(['⟦0⟧ met.', 'Acme met.']);
    markFrom = 99;
    expect(await ask('Acme won.')).toMatchObject({ engine: 'libre', text: 'libre: Acme won.' });
  });
});

describe('what is counted', () => {
  it('is what goes out, with the tags and marks of terms', async () => {
    const sent: string[] = [];
    const deepl = manualEngine('deepl', {
      metered: true,
      takesTerms: 'tags',
      translate: async ({ text }) => {
        sent.push(text);
        return { text };
      },
    });
    const meters = memoryMeters();
    await using chain = chainOf([deepl], { meters });
    const text = 'I asked Ana Ruiz & Ben about it.';
    const terms = termFinder([{ term: 'Ana Ruiz' }, { term: 'Ben' }]);
    expect(await chain.translate(sentence(text, { terms }))).toMatchObject({ text });
    expect(sent).toEqual(['I asked <x>Ana Ruiz</x> &amp; <x>Ben</x> about it.']);
    expect(await meters.meter('meeting-1')).toMatchObject({ meteredCharacters: sent[0]?.length });
    expect(chain.metrics().languages).toMatchObject([{ calls: 1, characters: sent[0]?.length }]);
  });
});

describe('terms that a model is told', () => {
  const sprint = [{ term: 'sprint', replacement: 'iteración' }];
  const modelOf = (...answers: string[]) => {
    const reminders: boolean[] = [];
    const engine = manualEngine('openai', {
      takesTerms: 'prompt',
      translate: async ({ isReminder = false }) => {
        reminders.push(isReminder);
        return { text: answers[reminders.length - 1] ?? '' };
      },
    });
    return { engine, reminders };
  };

  it.each([
    ['used', ['La ITERACION termina hoy.'], 'La ITERACION termina hoy.', 0],
    ['used when told again', ['El sprint termina.', 'La iteración termina.'], 'La iteración termina.', 0],
    ['never used', ['El sprint termina.', 'El esprint termina.'], 'El esprint termina.', 1],
  ])('are %s', async (_name, answers, text, lostTerms) => {
    const { engine, reminders } = modelOf(...answers);
    await using chain = chainOf([engine]);
    expect(await chain.translate(sentence('The sprint ends.', { terms: termFinder(sprint) }))).toMatchObject({
      text,
    });
    expect(reminders).toEqual(answers.map((_answer, at) => at > 0));
    expect(chain.metrics().languages).toMatchObject([{ lostTerms, calls: answers.length }]);
  });
});

describe('the text', () => {
  it('arrives well formed and bounded', async () => {
    const google = readyEngine('google');
    await using chain = chainOf([google]);
    await chain.translate(sentence(' half \ud83d of a pair '));
    await chain.translate(sentence('x'.repeat(100_000)));
    expect(google.asked[0]).toBe('half \ufffd of a pair');
    expect(google.asked[1]).toHaveLength(1_200);
    expect(await chain.translate(sentence('  '))).toEqual({ ok: false, retryable: false });
  });

  it('never appears in the log', async () => {
    const log = recordingLogger('trace');
    await using chain = chainOf(
      [failingEngine('google', 'bad-key', { status: 403 }).engine, readyEngine('libre')],
      {
        logger: log.logger,
      },
    );
    await chain.translate(sentence('Our merger with Falcon.'));
    expect(log.text()).toContain('google');
    expect(log.text()).not.toContain('Falcon');
  });
});
