import { describe, expect, it } from 'vitest';
import { answerInProcess } from '../../../../server/translation/engines/in-process.ts';
import { TranslationError } from '../../../../server/translation/translation-error.ts';

const call = (signal = new AbortController().signal) => ({ engine: 'book', maxCharacters: 20, signal });

describe('an engine in the process', () => {
  it('answers with one clean line', async () => {
    expect(await answerInProcess(call(), () => ' ho\u0000la\n\u202ea todos ')).toBe('ho la a todos');
  });

  it.each([
    ['nothing', '\u0000 \n'],
    ['more than is allowed', 'x'.repeat(21)],
  ])('has not translated when it answers %s', async (_name, answer) => {
    await expect(answerInProcess(call(), () => answer)).rejects.toMatchObject({
      kind: 'bad-reply',
      engine: 'book',
    });
  });

  it('fails with its own error, and with any other as one of ours', async () => {
    const own = new TranslationError('book', 'language', 'has no such sentence');
    await expect(answerInProcess(call(), () => Promise.reject(own))).rejects.toBe(own);
    await expect(
      answerInProcess(call(), () => {
        throw new TypeError('undefined is not a function');
      }),
    ).rejects.toMatchObject({ name: 'TranslationError', kind: 'bad-reply' });
  });

  it('fails with the reason of its caller who gave up', async () => {
    const reason = new TranslationError('book', 'timeout', 'no answer in 4000 ms');
    await expect(
      answerInProcess(call(AbortSignal.abort(reason)), () => Promise.reject(new Error('ended'))),
    ).rejects.toBe(reason);
  });
});
