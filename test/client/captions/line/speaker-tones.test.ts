import { describe, expect, it } from 'vitest';
import { Namesakes } from '../../../../client/captions/line/namesakes.ts';
import { TONES, toneOf } from '../../../../client/captions/line/speaker-tones.ts';
import { aCaption } from '../../../support/caption-lines.ts';

describe('the tone of a speaker', () => {
  it('differs for the first eight who speak, whatever their names', () => {
    const tones = Array.from({ length: TONES }, (_, speakerOrder) => toneOf(aCaption(1, { speakerOrder })));
    expect(new Set(tones).size).toBe(TONES);
  });

  it('is that of the record, wherever a reader begins to read', () => {
    const maya = { speaker: { id: '16778240', name: 'Maya' }, speakerOrder: 0 };
    const again = { speaker: { id: '16780288', name: 'Maya' }, speakerOrder: 0 };
    expect(toneOf(aCaption(900, again))).toBe(toneOf(aCaption(1, maya)));
  });

  it('is one by the name for a server that tells no order', () => {
    const of = (id: string, name: string) => toneOf(aCaption(1, { speaker: { id, name } }));
    expect(of('a', 'Maya')).toBe(of('b', 'Maya'));
    expect(of('1', '')).not.toBe(of('2', ''));
  });

  it('differs for two people of one name', () => {
    const lines = ['a', 'b', 'a'].map((id, index) =>
      aCaption(index + 1, { speaker: { id, name: 'Alex' }, speakerOrder: 2 }),
    );
    const named = new Namesakes().named(lines).flatMap((line) => (line.kind === 'caption' ? [line] : []));
    const [first, second, third] = named.map(toneOf);
    expect(first).toBe(third);
    expect(second).not.toBe(first);
  });
});
