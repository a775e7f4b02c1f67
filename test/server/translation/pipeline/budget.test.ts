import { describe, expect, it } from 'vitest';
import { memoryMeters } from '../../../support/memory-meters.ts';
import { chainOf, failingEngine, readyEngine } from '../chains.ts';
import { recordingLogger, sentence } from '../stories.ts';

describe('the budget of a meeting', () => {
  it('moves a meeting to unmetered engines when it is spent, and is logged once', async () => {
    const log = recordingLogger();
    await using chain = chainOf([readyEngine('deepl', { metered: true }), readyEngine('libre')], {
      meters: memoryMeters({ serverBudget: 12, logger: log.logger }),
      logger: log.logger,
    });
    const say = async (text: string, meetingId: string) => {
      const answer = await chain.translate(sentence(text, { meetingId }));
      return answer.ok ? answer.engine : 'none';
    };
    expect(await say('ten signs.', 'a')).toBe('deepl');
    expect(await say('more.', 'a')).toBe('libre');
    expect(await say('more..', 'a')).toBe('libre');
    // Spent is spent: a short sentence that would still fit does not go back and forth between engines.
    expect(await say('no', 'a')).toBe('libre');
    expect(await say('another', 'b')).toBe('deepl');
    expect(log.lines().filter((line) => String(line.msg).includes('budget'))).toHaveLength(1);
  });
});

describe('a budget smaller than a text', () => {
  const meters = () => memoryMeters({ serverBudget: 12 });
  const long = 'longer than twelve';

  it('is not spent by evaluating later engines', async () => {
    const money = meters();
    await using chain = chainOf([readyEngine('libre'), readyEngine('deepl', { metered: true })], {
      meters: money,
    });
    expect(await chain.translate(sentence(long))).toMatchObject({ engine: 'libre' });
    expect(money.isSpent('meeting-1')).toBe(false);
  });

  it('is not spent by an engine that is paused', async () => {
    const money = meters();
    const away = failingEngine('deepl', 'refused', { status: 404 }).engine;
    await using chain = chainOf([Object.assign(away, { metered: true }), readyEngine('libre')], {
      meters: money,
    });
    await chain.translate(sentence('short'));
    expect(await chain.translate(sentence(long))).toMatchObject({ engine: 'libre' });
    expect(money.isSpent('meeting-1')).toBe(false);
  });

  it('is spent for good when an engine is passed over for it', async () => {
    const money = meters();
    const deepl = readyEngine('deepl', { metered: true });
    await using chain = chainOf([deepl, readyEngine('libre')], { meters: money });
    expect(await chain.translate(sentence(long))).toMatchObject({ engine: 'libre' });
    expect(money.isSpent('meeting-1')).toBe(true);
    expect(await chain.translate(sentence('short'))).toMatchObject({ engine: 'libre' });
    await money.setBudget('meeting-1', 11);
    expect(await chain.translate(sentence('shorter'))).toMatchObject({ engine: 'deepl' });
    expect(deepl.asked).toEqual(['shorter']);
  });
});
