import { describe, expect, it } from 'vitest';
import { TONES, toneOf, withSpeakers } from '../../../../client/captions/line/speaker-tones.ts';
import type { Speaker } from '../../../../shared/caption.ts';
import { aCaption } from '../../../support/caption-lines.ts';

const named = (...names: string[]): Speaker[] => names.map((name) => ({ id: name, name }));

function tonesOf(speakers: readonly Speaker[]) {
  return withSpeakers(
    new Map(),
    speakers.map((speaker, index) => aCaption(index, { speaker })),
  );
}

describe('the tone of a speaker', () => {
  it('differs for each of eight people', () => {
    const people = named('Maya', 'Daniel', 'Lucía', 'Javier', 'Thiago', 'نورة', 'Ana', 'Ben');
    const tones = tonesOf(people);
    expect(new Set(people.map((person) => toneOf(tones, person))).size).toBe(TONES);
  });

  it('is shared by two people from the ninth on, and by no third before everybody shares', () => {
    const people = named(...Array.from({ length: 2 * TONES }, (_, index) => `person ${index}`));
    const tones = tonesOf(people);
    for (let tone = 0; tone < TONES; tone += 1) {
      expect(people.filter((person) => toneOf(tones, person) === tone)).toHaveLength(2);
    }
  });

  it('stays the same when a person rejoins under another connection', () => {
    const tones = tonesOf([
      { id: '16778240', name: 'Maya' },
      { id: '16779264', name: 'Ben' },
    ]);
    expect(toneOf(tones, { id: '16780288', name: 'Maya' })).toBe(
      toneOf(tones, { id: '16778240', name: 'Maya' }),
    );
  });

  it('differs for people without a name, by their connection', () => {
    const people = [
      { id: '1', name: '' },
      { id: '2', name: '' },
    ];
    const tones = tonesOf(people);
    expect(new Set(people.map((person) => toneOf(tones, person))).size).toBe(2);
  });

  it('stays the same when other people speak later, and the map when nobody new does', () => {
    const before = tonesOf(named('Maya', 'Ben'));
    const lines = named('Ana', 'Maya').map((speaker, index) => aCaption(index, { speaker }));
    const after = withSpeakers(before, lines);
    for (const person of named('Maya', 'Ben')) expect(toneOf(after, person)).toBe(toneOf(before, person));
    expect(withSpeakers(after, lines)).toBe(after);
  });
});
