// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LoadFailed } from '../../../client/ui/load-failed.tsx';

afterEach(cleanup);

describe('a part of a page that could not be loaded', () => {
  it('says what is missing, and is loaded again on demand', async () => {
    const retry = vi.fn();
    render(<LoadFailed retry={retry}>The links could not be loaded.</LoadFailed>);
    expect(screen.getByText(/The links could not be loaded\./)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(retry).toHaveBeenCalledTimes(1);
  });
});
