// @vitest-environment happy-dom
/** Covers client/ui/field.tsx, client/ui/saving.tsx. */
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CorrectLine } from '../../../../client/captions/line/correct-line.tsx';
import type { Correction } from '../../../../shared/panel-protocol.ts';
import { aCaption } from '../../../support/caption-lines.ts';

afterEach(cleanup);

describe('a correction', () => {
  it('begins in the first field', () => {
    open();
    expect(document.activeElement).toBe(said());
  });

  it('of both the original and the translation sends both, so that the translation stands', async () => {
    const { sent, onClose } = open();
    await userEvent.type(said(), ' indeed');
    await userEvent.type(translated(), ' de verdad');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(sent).toEqual([{ original: 'sentence 1 indeed' }, { language: 'es', text: 'frase 1 de verdad' }]);
    expect(onClose).toHaveBeenCalled();
  });

  it('stays open, with what was written, when a part of it could not be saved', async () => {
    const { sent, onClose } = open((correction) => 'text' in correction);
    await userEvent.type(said(), ' indeed');
    await userEvent.type(translated(), ' de verdad');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('That could not be saved. Try again in a moment.')).toBeTruthy();
    expect(sent).toHaveLength(1);
    expect(onClose).not.toHaveBeenCalled();
    expect(translated()).toHaveProperty('value', 'frase 1 de verdad');
  });

  it('is left by Escape', async () => {
    const { sent, onClose } = open();
    await userEvent.keyboard('{Escape}');
    expect(onClose).toHaveBeenCalled();
    expect(sent).toEqual([]);
  });
});

function open(fails: (correction: Correction) => boolean = () => false) {
  const sent: Correction[] = [];
  const onClose = vi.fn();
  const onCorrect = async (_: string, correction: Correction) => {
    if (fails(correction)) throw new TypeError('offline');
    sent.push(correction);
  };
  render(<CorrectLine caption={aCaption(1)} onCorrect={onCorrect} onClose={onClose} />);
  return { sent, onClose };
}

function said(): HTMLElement {
  return screen.getByLabelText('What was said (English)');
}

function translated(): HTMLElement {
  return screen.getByLabelText('Translation (Spanish)');
}
