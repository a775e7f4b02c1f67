import { describe, expect, it } from 'vitest';
import type { ProtectedTerm } from '../../../../server/captions/ports/translator.ts';
import { termFinder } from '../../../../server/captions/terms/glossary-terms.ts';
import { startFakeDeepl } from '../../../support/fake-engines/fake-deepl.ts';
import { chainOf, readyEngine, readyMeters } from '../chains.ts';
import { manualEngine, sentence, translationFor } from '../stories.ts';

describe('terms', () => {
  const acme = [{ term: 'Acme' }];
  const akme = [{ term: 'acme', replacement: 'Akme' }];

  it('are restored, and two glossaries never share an answer', async () => {
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

  it('go unprotected while a service refuses markup: the sentence is sent once more, the next ones once', async () => {
    await using deepl = await startFakeDeepl('key');
    deepl.fault = ({ body }) =>
      JSON.stringify(body).includes('tag_handling')
        ? { kind: 'reply', status: 400, body: { message: 'Tag handling parsing failed.' } }
        : undefined;
    await using translation = await translationFor({
      engines: ['deepl'],
      deeplKey: 'key',
      deeplUrl: deepl.origin,
    });
    const ask = (text: string) => translation.translate(sentence(text, { terms: termFinder(acme) }));
    expect(await ask('Acme met today.')).toMatchObject({ ok: true, text: '[ES] Acme met today.' });
    expect(await ask('Acme won today.')).toMatchObject({ ok: true, text: '[ES] Acme won today.' });
    expect(deepl.calls).toHaveLength(3);
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

  it('that an engine loses are sent again unprotected, which is counted and metered', async () => {
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
    expect(chain.counts.all).toMatchObject([{ engine: 'deaf', language: 'es', lostTerms: 1, calls: 2 }]);
  });
});

describe('terms in the prompt', () => {
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
    expect(chain.counts.all).toMatchObject([{ lostTerms, calls: answers.length }]);
  });
});
