// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { create } from 'qrcode';
import { afterEach, expect, it } from 'vitest';
import { QrCode } from '../../../client/share/qr-code.tsx';

afterEach(cleanup);

const LINK = 'https://captions.example/home#share=abcdefghijklmnopqrstuvwxyzABCDEF&language=pt-BR';

it('draws every dark module of the code once, with a quiet zone of four', () => {
  render(<QrCode text={LINK} label="Code" />);
  const svg = screen.getByRole('img', { name: 'Code' });
  const { size, data } = create(LINK, { errorCorrectionLevel: 'M' }).modules;
  expect(svg.getAttribute('viewBox')).toBe(`-4 -4 ${size + 8} ${size + 8}`);
  const drawn = new Uint8Array(size * size);
  for (const [, x = '', y = '', length = ''] of (svg.querySelector('path')?.getAttribute('d') ?? '').matchAll(
    /M(\d+) (\d+)h(\d+)v1H\1z/g,
  )) {
    for (let at = 0; at < Number(length); at += 1) {
      const place = Number(y) * size + Number(x) + at;
      drawn[place] = (drawn[place] ?? 0) + 1;
    }
  }
  expect([...drawn]).toEqual([...data]);
  expect(svg.querySelector('rect')?.getAttribute('fill')).toBe('#ffffff');
  expect(svg.querySelector('path')?.getAttribute('fill')).toBe('#000000');
});
