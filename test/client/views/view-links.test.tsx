// @vitest-environment happy-dom
/** Covers client/views/view-words.ts, client/views/message-values.ts, client/views/custom-properties.d.ts. */
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ViewLinks } from '../../../client/views/view-links.tsx';

beforeEach(() => window.happyDOM?.setURL('https://captions.example.org/home'));
afterEach(cleanup);

describe('the links to the views', () => {
  it('open the projector’s in a window of its own', () => {
    render(<ViewLinks fragment="#meeting=m1" languages={['es', 'en']} />);
    const link = screen.getByRole('link', { name: 'Open projector view' });
    expect(link.getAttribute('href')).toBe(
      'https://captions.example.org/home?view=projector&languages=es,en#meeting=m1',
    );
    expect(link.getAttribute('target')).toBe('_blank');
  });

  it('copy the overlay’s for the program that streams', async () => {
    const user = userEvent.setup();
    render(<ViewLinks fragment="#meeting=m1" />);
    await user.click(screen.getByRole('button', { name: 'Copy overlay address' }));
    expect(await screen.findByText(/Add it to OBS/)).toBeTruthy();
    expect(await navigator.clipboard.readText()).toBe(
      'https://captions.example.org/home?view=overlay#meeting=m1',
    );
  });

  it('show the address where nothing can be copied', async () => {
    const user = userEvent.setup();
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('denied'));
    document.execCommand = () => false;
    render(<ViewLinks fragment="#meeting=m1" />);
    await user.click(screen.getByRole('button', { name: 'Copy overlay address' }));
    expect(await screen.findByDisplayValue(/\/home\?view=overlay#meeting=m1$/)).toBeTruthy();
  });
});
