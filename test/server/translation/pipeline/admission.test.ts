import { describe, expect, it } from 'vitest';
import { admission, type Rule } from '../../../../server/translation/pipeline/admission.ts';
import { stageRequest } from '../chains.ts';

function admitting(...rules: readonly Rule[]) {
  const spent: string[] = [];
  const ask = admission(
    rules,
    {},
    { setSpent: (meetingId) => spent.push(meetingId) },
  )(async ({ text }) => ({
    text,
  }));
  return { ask: () => ask(stageRequest('said')), spent };
}

describe('admission', () => {
  it('asks the engine when no rule objects', async () => {
    expect(
      await admitting(
        () => undefined,
        () => undefined,
      ).ask(),
    ).toEqual({ text: 'said' });
  });

  it('gives the reason of the first rule that objects', async () => {
    const { ask, spent } = admitting(
      () => undefined,
      () => 'closed',
      () => 'over-budget',
    );
    await expect(ask()).rejects.toMatchObject({ name: 'PassedOver', reason: 'closed' });
    expect(spent).toEqual([]);
  });

  it('marks the budget of the meeting as spent when it passes over an engine for it', async () => {
    const { ask, spent } = admitting(() => 'over-budget');
    await expect(ask()).rejects.toMatchObject({ reason: 'over-budget' });
    expect(spent).toEqual(['meeting-1']);
  });
});
