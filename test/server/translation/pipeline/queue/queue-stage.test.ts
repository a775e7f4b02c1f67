import { describe, expect, it, vi } from 'vitest';
import { callsOf, chainOf } from '../../chains.ts';
import { type ManualEngine, manualEngine, sentence } from '../../stories.ts';

describe('the queue of an engine', () => {
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

  it('starts settled lines first, then drafts, then the past', async () => {
    const engine = manualEngine('libre');
    await using chain = chainOf([engine]);
    const answers = (['catch-up', 'catch-up', 'draft', 'settled'] as const).map((purpose, at) =>
      chain.translate(sentence(`${purpose} ${at}`, { purpose })),
    );
    expect(await drain(engine, answers)).toEqual(['catch-up 0', 'settled 3', 'draft 2', 'catch-up 1']);
  });

  it('starts texts of meetings in turn', async () => {
    const engine = manualEngine('libre');
    await using chain = chainOf([engine]);
    const greedy = Array.from({ length: 10 }, (_value, at) =>
      chain.translate(sentence(`a${at}`, { meetingId: 'a' })),
    );
    const modest = [0, 1].map((at) => chain.translate(sentence(`b${at}`, { meetingId: 'b' })));
    expect((await drain(engine, [...greedy, ...modest])).slice(0, 5)).toEqual(['a0', 'a1', 'b0', 'a2', 'b1']);
  });

  it('raises a text when a more urgent caller joins', async () => {
    const engine = manualEngine('libre');
    await using chain = chainOf([engine]);
    const answers = ['first', 'second', 'third'].map((text) =>
      chain.translate(sentence(text, { purpose: 'catch-up' })),
    );
    answers.push(chain.translate(sentence('third')));
    expect(await drain(engine, answers.slice(0, 3))).toEqual(['first', 'third', 'second']);
    expect(await answers[3]).toMatchObject({ ok: true });
  });

  it('is bounded: texts of the meeting with the most are dropped, and the breaker stays closed', async () => {
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
    expect(chain.states()[0]).toMatchObject({ breaker: 'closed', waiting: 0, running: 0 });
  });

  it('never exceeds the concurrency of the engine', async () => {
    const engine = manualEngine('libre', { limits: { concurrency: 3 } });
    await using chain = chainOf([engine]);
    const answers = Array.from({ length: 7 }, (_value, at) => chain.translate(sentence(`text ${at}`)));
    expect(engine.calls).toHaveLength(3);
    expect(chain.states()[0]).toMatchObject({ running: 3, waiting: 4 });
    await drain(engine, answers);
  });

  it('drops a text whose caller left', async () => {
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
