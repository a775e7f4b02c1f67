// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { IconButton } from '../../../client/ui/icon-button.tsx';

afterEach(cleanup);

describe('a button with an icon alone', () => {
  it('has its label as its name and as its title, and submits no form', async () => {
    const onClick = vi.fn();
    const onSubmit = vi.fn();
    render(
      <form onSubmit={onSubmit}>
        <IconButton label="Close" small className="corner" onClick={onClick}>
          <svg aria-hidden="true" />
        </IconButton>
      </form>,
    );
    const button = screen.getByRole('button', { name: 'Close' });
    expect(button.title).toBe('Close');
    expect([...button.classList]).toEqual(['icon-button', 'icon-button--small', 'corner']);
    await userEvent.click(button);
    expect(onClick).toHaveBeenCalledTimes(1);
    expect(onSubmit).not.toHaveBeenCalled();
  });
});
