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
    ['light', /^:root \{/m, 'light', 4.5],
    ['dark', /^:root \{/m, 'dark', 4.5],
    ['high contrast', /^:root\[data-theme="contrast"\] \{/m, 'light', 7],
  ])(
    'differ with every kind of colour vision, and stand out from the ground: %s',
    (_, start, scheme, leastContrast) => {
      const theme = css.slice(css.search(start)).split('}', 1)[0] ?? '';
      const color = (name: string) => {
        const value = new RegExp(`--${name}: ([^;]+);`).exec(theme)?.[1] ?? '';
        const [, light, dark] = /^light-dark\((.+), (.+)\)$/.exec(value) ?? [value, value, value];
        const chosen = scheme === 'light' ? light : dark;
        if (!isHexColor(chosen)) throw new Error(`no ${name}`);
        return chosen;
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
    },
  );
});
