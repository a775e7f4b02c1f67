// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import * as icons from '../../../client/ui/icons.tsx';

afterEach(cleanup);

describe.each(Object.entries(icons))('%s', (_, Icon) => {
  it('is square, silent for screen readers, and as large as asked for', () => {
    const { container } = render(<Icon size={12} />);
    const svg = container.querySelector('svg');
    expect(svg?.getAttribute('aria-hidden')).toBe('true');
    expect([svg?.getAttribute('width'), svg?.getAttribute('height')]).toEqual(['12', '12']);
  });
});
