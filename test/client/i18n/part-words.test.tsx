/** @vitest-environment happy-dom */
import { act, cleanup, render, screen } from '@testing-library/react';
import { Suspense } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { english as ofEveryPage } from '../../../client/i18n/dictionaries.ts';
import { createMessages, type Dictionary } from '../../../client/i18n/messages.ts';
import { MessagesProvider } from '../../../client/i18n/messages-context.tsx';
import { PartWords, usePartWords } from '../../../client/i18n/part-words.ts';

interface Greetings {
  readonly greeting: never;
}

const english: Dictionary = { greeting: 'Hello' };

function greetings(load: () => Promise<Dictionary>): PartWords<Greetings> {
  return new PartWords<Greetings>({ english, translations: { './messages/es.json': load } });
}

async function show(words: PartWords<Greetings>, locale: string) {
  const Part = () => <p>{usePartWords(words)('greeting')}</p>;
  await act(async () => {
    render(
      <MessagesProvider value={createMessages(locale, ofEveryPage)}>
        <Suspense fallback="…">
          <Part />
        </Suspense>
      </MessagesProvider>,
    );
  });
}

afterEach(cleanup);

describe('the words of a part that is loaded on demand', () => {
  it('are there at once in English', async () => {
    await show(
      greetings(async () => ({ greeting: 'Hola' })),
      'en',
    );
    expect(screen.getByText('Hello')).toBeTruthy();
  });

  it('are loaded once for another interface language', async () => {
    let loads = 0;
    const words = greetings(async () => {
      loads += 1;
      return { greeting: 'Hola' };
    });
    await show(words, 'es');
    expect(await screen.findByText('Hola')).toBeTruthy();
    await words.load('es');
    expect(loads).toBe(1);
    expect(words.loaded('es')?.('greeting')).toBe('Hola');
  });

  it('are English where the catalog cannot be loaded', async () => {
    await show(
      greetings(() => Promise.reject(new Error('offline'))),
      'es',
    );
    expect(await screen.findByText('Hello')).toBeTruthy();
  });
});
