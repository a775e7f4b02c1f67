import { describe, expect, it } from 'vitest';
import { defaultDisplay, nextTextSize, parseDisplay } from '../../../client/display/display-settings.ts';

describe('display settings', () => {
  it('get their default for invalid stored values', () => {
    expect(parseDisplay(undefined)).toEqual(defaultDisplay);
    expect(parseDisplay({ textSize: 9_000, theme: 'purple', readingMode: 'yes', original: 'never' })).toEqual(
      {
        ...defaultDisplay,
        textSize: 300,
        original: 'never',
      },
    );
  });

  it('accept valid colours and offered fonts only', () => {
    const colors = { text: '#ffe45c', ground: '#000000' };
    expect(parseDisplay({ colors, font: 'dyslexic', spacing: 'wide' })).toMatchObject({
      colors,
      font: 'dyslexic',
      spacing: 'wide',
    });
    for (const strange of ['red', { text: '#fff', ground: '#000000' }, { text: '#ffffff' }, 7]) {
      expect(parseDisplay({ colors: strange, font: 'comic' })).toMatchObject({
        colors: null,
        font: 'system',
      });
    }
  });

  it('step through sizes and stop at the ends', () => {
    expect(nextTextSize(100, 1)).toBe(115);
    expect(nextTextSize(100, -1)).toBe(90);
    expect(nextTextSize(300, 1)).toBe(300);
    expect(nextTextSize(50, -1)).toBe(50);
    expect(nextTextSize(120, -1)).toBe(115);
  });
});
