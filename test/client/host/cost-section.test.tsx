// @vitest-environment happy-dom
/** Covers client/host/host-api.ts. */
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { CostSection } from '../../../client/host/cost-section.tsx';
import type { HostApi } from '../../../client/host/host-api.ts';
import type { Meter } from '../../../shared/meter.ts';

afterEach(cleanup);

const spending: Meter = {
  rows: [{ language: 'es', engine: 'deepl', characters: 2_000, metered: true, usd: 0.05 }],
  meteredCharacters: 2_000,
  estimatedUsd: 0.05,
};

const never = () => Promise.reject(new Error('not to be asked'));

function show(meter: Meter, setBudget: HostApi['setBudget'] = never): void {
  const host: HostApi = {
    meter: () => Promise.resolve(meter),
    setBudget,
    glossary: never,
    saveGlossary: never,
    glossaryAsCsv: never,
    readGlossary: never,
    importGlossary: never,
  };
  render(<CostSection host={host} />);
}

describe('what translating costs', () => {
  it('is shown against the cap, in characters and dollars', async () => {
    show({ ...spending, budget: { characters: 10_000, spent: false, setBy: 'host' } });
    const bar = await screen.findByRole('progressbar', {
      name: '2,000 of 10,000 characters of the cap: about $0.05 of $0.25',
    });
    expect([bar.getAttribute('value'), bar.getAttribute('max')]).toEqual(['2000', '10000']);
  });

  it('is capped in dollars where there are prices', async () => {
    const caps: (number | null)[] = [];
    show({ ...spending, usdPerMillion: 25 }, async (characters) => {
      caps.push(characters);
      return spending;
    });
    await userEvent.type(await screen.findByLabelText(/^The same in US dollars/), '0.5');
    expect(screen.getByLabelText(/^Cap for this meeting/)).toHaveProperty('value', '20000');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(caps).toEqual([20_000]);
  });

  it('is shown alone without a cap', async () => {
    show(spending);
    expect(
      await screen.findByText('2,000 characters went to engines that cost money: about $0.05.'),
    ).toBeTruthy();
    expect(screen.queryByRole('progressbar')).toBeNull();
  });
});
