import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TONES } from '../../../client/captions/line/speaker-tones.ts';
import { contrastOf, isHexColor } from '../../../client/display/contrast.ts';
import { difference, type Vision } from '../../support/color-vision.ts';

const css = readFileSync(new URL('../../../client/theme/tokens.css', import.meta.url), 'utf8');

/** Apart at a glance, each on a line of its own; 2 could just be told apart side by side. */
const LEAST_DIFFERENCE = 10;

const visions: readonly Vision[] = ['usual', 'protanopia', 'deuteranopia', 'tritanopia'];

describe('the known distances of CIEDE2000', () => {
  it.each([
    ['#000000', '#ffffff', 100],
    ['#ff0000', '#00ff00', 86.6],
    ['#0000ff', '#0000ff', 0],
  ])('%s and %s: %f', (one, other, distance) => {
    expect(difference(one, other, 'usual')).toBeCloseTo(distance, 1);
  });
});

describe('the colours of speakers', () => {
  it.each([
    ['light', /^:root \{/m, 4.5],
    ['dark, by the system', /:root:not\(\[data-theme="light"\]\)[^{]*\{/, 4.5],
    ['dark, by choice', /^:root\[data-theme="dark"\] \{/m, 4.5],
    ['high contrast', /^:root\[data-theme="contrast"\] \{/m, 7],
  ])('stay apart whoever looks, and can be read: %s', (_, start, leastContrast) => {
    const theme = css.slice(css.search(start)).split('}', 1)[0] ?? '';
    const color = (name: string) => {
      const value = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(theme)?.[1];
      if (!isHexColor(value)) throw new Error(`no ${name}`);
      return value;
    };
    const tones = Array.from({ length: TONES }, (__, tone) => color(`tone-${tone}`));
    for (const ground of ['ground', 'raised']) {
      const poor = tones.filter((tone) => contrastOf(tone, color(ground)) < leastContrast);
      expect([ground, poor]).toEqual([ground, []]);
    }
    const alike = visions.flatMap((vision) =>
      tones.flatMap((one, index) =>
        tones
          .slice(index + 1)
          .filter((other) => difference(one, other, vision) < LEAST_DIFFERENCE)
          .map((other) => `${one} and ${other} with ${vision}`),
      ),
    );
    expect(alike).toEqual([]);
  });
});
