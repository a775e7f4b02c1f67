import { describe, expect, it } from 'vitest';
import { chainOf } from '../chains.ts';
import { manualEngine, sentence } from '../stories.ts';

describe('one call for equal questions', () => {
  it('sends one call for a hundred callers, and none after it', async () => {
    const google = manualEngine('google');
    await using chain = chainOf([google]);
    const answers = Array.from({ length: 100 }, (_value, at) =>
      chain.translate(sentence('Hello.', { meetingId: `meeting-${at % 3}` })),
    );
    google.calls[0]?.answer('Hola.');
    expect((await Promise.all(answers)).every((answer) => answer.ok && answer.text === 'Hola.')).toBe(true);
    expect(await chain.translate(sentence('Hello.'))).toMatchObject({ text: 'Hola.' });
    expect(google.calls).toHaveLength(1);
    expect(chain.counts.all).toEqual([expect.objectContaining({ calls: 1, cacheHits: 100 })]);
  });

  it('continues while a caller remains, and is aborted when the last has left', async () => {
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
    expect(chain.states()[0]?.breaker).toBe('closed');
  });
});
