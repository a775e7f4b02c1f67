/** Covers server/translation/answers/plausible.ts, server/translation/answers/answer-size.ts. */
import { describe, expect, it } from 'vitest';
import { termFinder } from '../../../../server/captions/terms/glossary-terms.ts';
import { chainOf, readyEngine } from '../chains.ts';
import { manualEngine, sentence } from '../stories.ts';

describe('what an engine answers', () => {
  const long = 'The budget has been approved by everyone in the room.';

  it.each([
    ['pages', 'Hi there.', 'x'.repeat(200_000)],
    ['a dot', 'Hi there.', '.'],
    ['a word for a long sentence', long, 'Sí.'],
  ])('is refused when it is %s', async (_name, text, answer) => {
    const liar = manualEngine('liar', { translate: async () => ({ text: answer }) });
    await using chain = chainOf([liar, readyEngine('libre')]);
    expect(await chain.translate(sentence(text))).toMatchObject({ text: `libre: ${text}` });
    expect(chain.counts.all[0]).toMatchObject({ engine: 'liar', failures: { 'bad-reply': 1 } });
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

  it('passes unchecked from a phrasebook', async () => {
    const book = manualEngine('phrasebook', {
      origin: 'phrasebook',
      translate: async () => ({ text: 'Sí.' }),
    });
    await using chain = chainOf([book]);
    expect(await chain.translate(sentence(long))).toMatchObject({ text: 'Sí.' });
  });

  it('is refused with a mark that was not sent', async () => {
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
