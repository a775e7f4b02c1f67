import { describe, expect, it } from 'vitest';
import { HeightGuesses } from '../../../../../client/captions/list/virtual/height-guesses.ts';
import type { Caption } from '../../../../../shared/caption.ts';

describe('HeightGuesses', () => {
  it('estimates more for a text of more rows', () => {
    const guesses = new HeightGuesses();
    expect(guesses.of(line('long', 'x'.repeat(200)))).toBeGreaterThan(guesses.of(line('short', 'x')));
  });

  it('keeps the first estimate of a line whose text changes, as by another language', () => {
    const guesses = new HeightGuesses();
    const before = guesses.of(line('a', 'x'.repeat(200)));
    expect(guesses.of(line('a', 'x'))).toBe(before);
  });

  it('estimates a line anew that left the list and came back', () => {
    const guesses = new HeightGuesses();
    const before = guesses.of(line('a', 'x'.repeat(200)));
    guesses.of(line('b', 'x'));
    guesses.of(line('c', 'x'));
    guesses.prune([line('b', 'x')]);
    expect(guesses.of(line('a', 'x'))).toBeLessThan(before);
  });
});

function line(id: string, text: string): Caption {
  return {
    kind: 'caption',
    id,
    position: 1,
    version: 1,
    speaker: { id: 's', name: 'Ana' },
    language: 'es',
    text,
    original: { language: 'en', text },
    state: 'settled',
    origin: 'machine',
    corrected: false,
    spokenAt: 0,
    delayMs: 0,
  };
}
