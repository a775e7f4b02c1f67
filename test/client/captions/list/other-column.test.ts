import { describe, expect, it } from 'vitest';
import { besideLine, textBeside } from '../../../../client/captions/list/other-column.ts';
import { aCaption, aGap } from '../../../support/caption-lines.ts';

const german = aCaption(1, { language: 'de', text: 'Satz 1' });
const column = { language: 'de', captions: new Map([[german.id, german]]) };

describe('what stands beside a line', () => {
  it('is nothing in one column', () => {
    expect(besideLine(aCaption(1), undefined)).toBeUndefined();
    expect(textBeside(aCaption(1), undefined)).toBeUndefined();
  });

  it('is what was spoken', () => {
    expect(besideLine(aCaption(1), { language: 'original' })).toBe('original');
    expect(textBeside(aCaption(1), { language: 'original' })).toBe('sentence 1');
  });

  it('is the same line in the other language, or to come', () => {
    expect(besideLine(aCaption(1), column)).toBe(german);
    expect(textBeside(aCaption(1), column)).toBe('Satz 1');
    expect(besideLine(aCaption(2), column)).toBe('awaited');
    expect(textBeside(aCaption(2), column)).toBeUndefined();
  });

  it('is no text while that is the original of a translation to come, and none of a note', () => {
    const pending = { ...german, origin: 'pending' as const };
    const awaited = { language: 'de', captions: new Map([[pending.id, pending]]) };
    expect(textBeside(aCaption(1), awaited)).toBeUndefined();
    expect(textBeside(aGap(1, 1_000), column)).toBeUndefined();
  });
});
