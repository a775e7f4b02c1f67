/** Nobody pays for somebody else's trouble: not with time, not with money. */
import { describe, expect, it } from 'vitest';
import type { TranslationService } from '../../../server/translation/create-translation.ts';
import { startFakeDeepl } from '../../support/fake-engines/fake-deepl.ts';
import { startFakeLibre } from '../../support/fake-engines/fake-libre.ts';
import { sentence, translationFor } from './stories.ts';

const numbers = (count: number) => Array.from({ length: count }, (_value, at) => at);

/** Sentences of one meeting one after the other, as somebody says them. */
async function sayInTurn(translation: TranslationService, texts: readonly string[]) {
  const answers: { ok: boolean }[] = [];
  for (const text of texts)
    answers.push(await translation.translate(sentence(text, { meetingId: 'spanish' })));
  return answers.map(({ ok }) => ok);
}

describe('a language that hangs', () => {
  it('delays no other, neither while it hangs nor after its breaker opened', async () => {
    await using libre = await startFakeLibre({ codes: ['en', 'es', 'fr'] });
    libre.service.fault = ({ body }) =>
      typeof body === 'object' && body !== null && 'target' in body && body.target === 'fr'
        ? { kind: 'hang' }
        : undefined;
    await using translation = await translationFor({ engines: ['libre'], libreUrl: libre.url });
    expect(await sayInTurn(translation, ['Hello.'])).toEqual([true]);
    const hanging = ['a', 'b', 'c'].flatMap((meetingId) =>
      numbers(4).map((at) =>
        translation.translate(sentence(`${meetingId} says ${at}.`, { meetingId, targetLanguage: 'fr' })),
      ),
    );
    expect(await sayInTurn(translation, ['One.', 'Two.', 'Three.'])).toEqual([true, true, true]);
    expect((await Promise.all(hanging)).some(({ ok }) => ok)).toBe(false);
    expect(await sayInTurn(translation, ['Four.', 'Five.'])).toEqual([true, true]);
    expect(translation.engineStates()[0]?.breaker).toBe('closed');
  });
});

describe('lines of the past', () => {
  it('take at most half of an engine, so that live text is sent at once', async () => {
    await using libre = await startFakeLibre({ codes: ['en', 'es', 'fr'] });
    libre.service.hold();
    await using translation = await translationFor({ engines: ['libre'], libreUrl: libre.url });
    const past = numbers(20).map((at) =>
      translation.translate(sentence(`Long ago ${at}.`, { targetLanguage: 'fr', purpose: 'catch-up' })),
    );
    await expect.poll(() => libre.service.held).toBe(2);
    const live = translation.translate(sentence('Now.', { meetingId: 'other' }));
    await expect.poll(() => libre.service.held).toBe(3);
    expect(libre.service.calls.at(-1)?.body).toMatchObject({ q: 'Now.' });
    libre.service.release();
    expect(await live).toMatchObject({ ok: true });
    expect((await Promise.all(past)).every(({ ok }) => ok)).toBe(true);
  });
});

describe('a meeting whose budget is spent', () => {
  it('uses no metered engine for any purpose, while other meetings do', async () => {
    await using deepl = await startFakeDeepl('key');
    await using libre = await startFakeLibre({ codes: ['en', 'es', 'fr'] });
    await using translation = await translationFor({
      engines: ['deepl', 'libre'],
      deeplKey: 'key',
      deeplUrl: deepl.origin,
      libreUrl: libre.url,
      drafts: 'always',
      budgetCharacters: 40,
    });
    const engineOf = async (...asked: Parameters<typeof sentence>) => {
      const answer = await translation.translate(sentence(...asked));
      return answer.ok ? answer.engine : 'none';
    };
    expect(await engineOf('Twenty-six characters now.')).toBe('deepl');
    expect(await engineOf('And these are too many for it.')).toBe('libre');
    expect(translation.meters.isSpent('meeting-1')).toBe(true);
    const paid = deepl.calls.length;
    for (const [at, purpose] of (['settled', 'draft', 'catch-up'] as const).entries()) {
      expect(await engineOf(`Ok ${at}.`, { purpose, lineId: `l${at}`, targetLanguage: 'fr' })).toBe('libre');
    }
    expect(deepl.calls).toHaveLength(paid);
    expect(await engineOf('Twenty-six characters here.', { meetingId: 'other' })).toBe('deepl');
  });
});
