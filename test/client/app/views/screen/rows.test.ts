import { describe, expect, it } from 'vitest';
import { layoutIn, leadingOf, pixelsOf, rowsFor } from '../../../../../client/app/views/screen/rows.ts';
import { defaultSettings } from '../../../../../client/views/view-settings.ts';

const { projector, overlay } = defaultSettings;

describe('the rows of a view', () => {
  it('are as many as there is room for', () => {
    const room = { settings: projector, sizePx: 70, heightPx: 1_000, languages: 1 };
    expect(rowsFor({ ...room, language: 'es' })).toBe(9);
    // Arabic letters need taller rows.
    expect(rowsFor({ ...room, language: 'ar' })).toBe(7);
    expect(
      rowsFor({ ...room, language: 'es', settings: { ...projector, layout: 'stacked' }, languages: 2 }),
    ).toBe(4);
  });

  it('are as many as the address says, never more than fit, and at least one', () => {
    const room = { settings: overlay, language: 'es', languages: 1, heightPx: 1_080 };
    expect(rowsFor({ ...room, sizePx: 54 })).toBe(2);
    expect(rowsFor({ ...room, sizePx: 400 })).toBe(1);
    expect(rowsFor({ ...room, sizePx: 10, settings: { ...overlay, lines: 'fit' } })).toBe(12);
  });

  it('stand apart where each has a box', () => {
    expect(leadingOf('es', { box: '#000000b3' })).toBeGreaterThan(leadingOf('es', { box: 'transparent' }));
  });

  it('are one above the other where the view is higher than wide', () => {
    expect(layoutIn({ layout: 'columns' }, { width: 1_280, height: 720 })).toBe('columns');
    expect(layoutIn({ layout: 'columns' }, { width: 372, height: 700 })).toBe('stacked');
  });

  it('have a size that follows the height of the view, or one in pixels', () => {
    expect(pixelsOf({ value: 7, unit: '%' }, { width: 1_920, height: 1_080 })).toBeCloseTo(75.6);
    expect(pixelsOf({ value: 7, unit: '%' }, { width: 400, height: 900 })).toBeCloseTo(21);
    expect(pixelsOf({ value: 64, unit: 'px' }, { width: 400, height: 900 })).toBe(64);
  });
});
