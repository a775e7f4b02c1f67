// @vitest-environment happy-dom
/** Covers client/host/glossary-preview.tsx. */
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { ApiError } from '../../../client/api/api-client.ts';
import { GlossarySection } from '../../../client/host/glossary-section.tsx';
import type { HostApi } from '../../../client/host/host-api.ts';
import type { Glossary, GlossaryReading } from '../../../shared/glossary.ts';

afterEach(cleanup);

const terms = [
  { term: 'sprint', translations: { es: 'esprint', de: 'Sprint' } },
  { term: 'Pedalia', translations: {} },
];

function show(file: Partial<Pick<HostApi, 'readGlossary' | 'importGlossary'>> = {}) {
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
    readGlossary: never,
    importGlossary: never,
    ...file,
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

describe('a file of terms', () => {
  const reading: GlossaryReading = {
    columns: [{ heading: 'Begriff' }, { heading: 'Spanisch', language: 'es' }],
    count: 5,
    first: [
      { term: 'backlog', translations: { es: 'lista de tareas' } },
      { term: 'Falcon', translations: {} },
    ],
  };
  const choose = async () =>
    userEvent.upload(await screen.findByLabelText('Replace by a CSV file'), new File(['term'], 'a.csv'));

  it('is shown as it was understood, and saved when the host says so', async () => {
    const imported: string[] = [];
    show({
      readGlossary: async () => reading,
      importGlossary: async (_scope, bytes) => {
        imported.push(new TextDecoder().decode(bytes));
        return { terms: reading.first };
      },
    });
    await choose();
    const preview = within(await screen.findByRole('region', { name: /^5 terms in this file/ }));
    expect(preview.getAllByRole('row').map(({ textContent }) => textContent)).toEqual([
      'Column in the fileTaken as',
      'BegriffTerms',
      'SpanischSpanish',
    ]);
    expect(preview.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'backloglista de tareas Spanish',
      'Falconnot translated',
    ]);
    expect(preview.getByText('and 3 more terms')).toBeTruthy();
    expect(preview.getByText('Saving replaces the 2 terms that are there now.')).toBeTruthy();
    expect(document.activeElement?.textContent).toMatch(/^5 terms/);
    expect(imported).toEqual([]);
    await userEvent.click(preview.getByRole('button', { name: 'Save these terms' }));
    expect(imported).toEqual(['term']);
    expect(await screen.findByText('lista de tareas')).toBeTruthy();
    expect(screen.queryByRole('region', { name: /in this file/ })).toBeNull();
    expect(document.activeElement).toBe(screen.getByLabelText('Replace by a CSV file'));
  });

  it('is forgotten when the host cancels', async () => {
    show({ readGlossary: async () => reading });
    await choose();
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect(screen.queryByRole('region', { name: /in this file/ })).toBeNull();
    expect(screen.getByText('esprint')).toBeTruthy();
  });

  it.each([
    ['glossary-encoding', 'No.', /Save it as “CSV UTF-8”/],
    ['glossary-invalid', 'Column C is headed "Notes".', /^Column C is headed "Notes"\.$/],
  ])('that is refused with %s says why', async (code, detail, sentence) => {
    show({ readGlossary: () => Promise.reject(new ApiError(400, code, detail)) });
    await choose();
    expect(await screen.findByText(sentence)).toBeTruthy();
    expect(screen.queryByRole('region', { name: /in this file/ })).toBeNull();
  });
});
