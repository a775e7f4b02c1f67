// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { GlossarySection } from '../../../client/host/glossary-section.tsx';
import type { HostApi } from '../../../client/host/host-api.ts';
import type { Glossary } from '../../../shared/glossary.ts';

afterEach(cleanup);

const terms = [
  { term: 'sprint', translations: { es: 'esprint', de: 'Sprint' } },
  { term: 'Pedalia', translations: {} },
];

function show() {
  const saved: Glossary[] = [];
  const never = () => Promise.reject(new Error('not to be asked'));
  const host: HostApi = {
    meter: never,
    setBudget: never,
    glossary: async () => ({ terms }),
    saveGlossary: async (_scope, glossary) => {
      saved.push(glossary);
      return glossary;
    },
    glossaryAsCsv: never,
    importGlossary: never,
  };
  render(<GlossarySection host={host} language="es" />);
  return saved;
}

describe('a term of the glossary', () => {
  it('is edited in its place, and keeps its translations into other languages', async () => {
    const saved = show();
    await userEvent.click(await screen.findByRole('button', { name: 'Edit sprint' }));
    const row = within(screen.getAllByRole('listitem')[0] ?? document.body);
    const translation = row.getByLabelText('In Spanish');
    expect(translation).toHaveProperty('value', 'esprint');
    await userEvent.clear(translation);
    await userEvent.type(translation, 'iteración{Enter}');
    expect(saved).toEqual([
      { terms: [{ term: 'sprint', translations: { de: 'Sprint', es: 'iteración' } }, terms[1]] },
    ]);
    expect(await screen.findByText('iteración')).toBeTruthy();
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Edit sprint');
  });

  it('is spelled anew without leaving the old spelling, and stays as it was when the form is closed', async () => {
    const saved = show();
    await userEvent.click(await screen.findByRole('button', { name: 'Edit Pedalia' }));
    const field = within(screen.getAllByRole('listitem')[1] ?? document.body).getByLabelText(/^Term/);
    expect(document.activeElement).toBe(field);
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(saved).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Edit Pedalia' }));
    const again = within(screen.getAllByRole('listitem')[1] ?? document.body).getByLabelText(/^Term/);
    await userEvent.type(again, ' GmbH{Enter}');
    expect(saved.map((glossary) => glossary.terms.map(({ term }) => term))).toEqual([
      ['sprint', 'Pedalia GmbH'],
    ]);
  });

  it('leaves the focus on the row that takes its place when it is removed', async () => {
    show();
    await userEvent.click(await screen.findByRole('button', { name: 'Remove sprint' }));
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Remove Pedalia');
  });
});
