import { describe, expect, it } from 'vitest';
import { isCatchUpGranted, orAsSpoken } from '../../../../server/captions/model/catch-up.ts';
import type { RenderedLine } from '../../../../server/captions/model/rendering.ts';
import { caption, rendering } from '../../storage/stories.ts';

const missing: RenderedLine = { line: caption(1) };
const translated: RenderedLine = { line: caption(2), rendering: rendering(2, 7) };
const understood: RenderedLine = { line: caption(3, { sourceLanguage: 'es' }) };

describe('lines of the past', () => {
  it('are counted where an engine would be asked, once', async () => {
    const asked: number[] = [];
    const mayTranslate = async (lines: number) => {
      asked.push(lines);
      return false;
    };
    expect(await isCatchUpGranted([missing, translated, understood], 'es', mayTranslate)).toBe(false);
    expect(asked).toEqual([1]);
    expect(await isCatchUpGranted([translated, understood], 'es', mayTranslate)).toBe(true);
    expect(await isCatchUpGranted([missing], 'es', undefined)).toBe(true);
    expect(asked).toEqual([1]);
  });

  it('that no engine is asked for are shown as they were spoken, and stay what they are elsewhere', () => {
    expect(orAsSpoken(translated, 'es')).toEqual(translated);
    expect(orAsSpoken(missing, 'es').rendering).toMatchObject({
      text: 'Sentence 1.',
      language: 'en',
      origin: 'untranslated',
      state: 'settled',
      version: 0,
    });
    expect(orAsSpoken(understood, 'es').rendering).toMatchObject({ origin: 'same-language' });
  });
});
