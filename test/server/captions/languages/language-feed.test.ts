/**
 * Covers server/captions/languages/feed-lines.ts, server/captions/languages/feed-writer.ts,
 * server/captions/languages/line-work.ts.
 */
import { describe, expect, it } from 'vitest';
import { VirtualMeeting } from '../virtual-meeting.ts';

describe('a line that no engine could translate', () => {
  it('is retried for a minute, the last time at its end', async () => {
    await using meeting = await VirtualMeeting.open();
    await meeting.watch('es');
    meeting.answer = () => ({ ok: false, retryable: true });
    const started = meeting.now();
    const askedAfter: number[] = [];
    meeting.onCall = () => askedAfter.push(Math.round((meeting.now() - started) / 1_000));
    meeting.say('Ana', 'Only one sentence.');
    await meeting.wait(300_000);
    expect(askedAfter).toEqual([0, 1, 3, 7, 15, 23, 31, 39, 47, 55, 60]);
  });

  it('is translated by an engine that recovers shortly before the end', async () => {
    await using meeting = await VirtualMeeting.open();
    await meeting.watch('es');
    const translate = meeting.answer;
    meeting.answer = () => ({ ok: false, retryable: true });
    meeting.say('Ana', 'Only one sentence.');
    await meeting.wait(46_000);
    meeting.answer = translate;
    await meeting.wait(20_000);
    expect(meeting.captions('es')).toMatchObject([{ text: '[es] Only one sentence.', origin: 'machine' }]);
  });
});

describe('a batch without lines', () => {
  it('is sent to a quiet room every ten seconds', async () => {
    await using meeting = await VirtualMeeting.open();
    await meeting.watch('es');
    meeting.say('Ana', 'Only one sentence.');
    await meeting.wait(31_000);
    expect(meeting.beats).toEqual(['es', 'es', 'es']);
  });

  it('is left out while lines tell the version', async () => {
    await using meeting = await VirtualMeeting.open();
    await meeting.watch('es');
    for (let second = 0; second < 32; second += 4) {
      meeting.say('Ana', `Sentence ${second} is here.`);
      await meeting.wait(4_000);
    }
    expect(meeting.captions('es')).toHaveLength(8);
    expect(meeting.beats).toEqual([]);
    await meeting.wait(15_000);
    expect(meeting.beats).toEqual(['es']);
  });
});

describe('the context of a request', () => {
  it('holds sentences of the same spoken language only', async () => {
    await using meeting = await VirtualMeeting.open();
    await meeting.watch('fr');
    meeting.say('Ana', 'One more time.');
    meeting.say('Leo', 'Otra vez.', { sourceLanguage: 'es' });
    meeting.say('Eva', 'Try it again.', { sourceLanguage: 'en-GB' });
    await meeting.wait(1_000);
    meeting.say('Ana', 'That is all.');
    await meeting.wait(1_000);
    expect(meeting.calls.at(-1)?.context).toEqual([
      { source: 'One more time.', translation: '[fr] One more time.' },
      { source: 'Try it again.', translation: '[fr] Try it again.' },
    ]);
  });
});

describe('a line that a person has corrected', () => {
  it('is translated after everything live', async () => {
    await using meeting = await VirtualMeeting.open();
    await meeting.watch('es');
    meeting.say('Ana', 'Only one sentence.');
    await meeting.wait(1_000);
    const [line] = meeting.captions('es');
    expect(await meeting.correct(line?.id ?? '', { original: 'Only one phrase.' })).toBe('corrected');
    await meeting.wait(1_000);
    expect(meeting.settledCalls.map(({ purpose }) => purpose)).toEqual(['settled', 'catch-up']);
    expect(meeting.captions('es')).toMatchObject([{ text: '[es] Only one phrase.', corrected: true }]);
  });
});

describe('a batch that cannot be sent', () => {
  it('is sent again with the next versions', async () => {
    await using meeting = await VirtualMeeting.open();
    await meeting.watch('es');
    let failures = 2;
    meeting.sendingFails = () => (failures-- > 0 ? new Error('the adapter is closed') : undefined);
    meeting.say('Ana', 'Only one sentence.');
    await meeting.wait(10_000);
    meeting.sendingFails = () => undefined;
    meeting.say('Ana', 'And another one.');
    await meeting.wait(1_000);
    expect(meeting.captions('es').map(({ text }) => text)).toEqual([
      '[es] Only one sentence.',
      '[es] And another one.',
    ]);
    const versions = meeting.sent.filter(({ room }) => room === 'es').map(({ version }) => version);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
  });
});

describe('a draft', () => {
  const phrasebook = { origin: 'phrasebook', engine: 'phrasebook' } as const;
  const machine = { origin: 'machine', engine: 'apertium' } as const;
  const es = { tag: 'es', name: 'Spanish', nativeName: 'Español', dir: 'ltr' } as const;

  it('is not shown when another engine settles the line: none of its words would stay', async () => {
    await using meeting = await VirtualMeeting.open();
    meeting.languages = [{ ...es, engines: ['phrasebook', 'apertium'] }];
    // The phrasebook knows whole sentences alone.
    meeting.answer = ({ text, purpose }) => ({
      ok: true,
      text: `${purpose} ${text}`,
      ...(purpose === 'draft' ? machine : phrasebook),
    });
    await meeting.watch('es');
    for (const rest of ['me well?', 'us too?']) {
      meeting.say('Ana', 'Good morning, can you all hear');
      await meeting.wait(2_000);
      meeting.say('Ana', rest);
      await meeting.wait(2_000);
    }
    const origins = meeting.sent.map((line) => (line.kind === 'caption' ? line.origin : line.kind));
    expect(new Set(origins)).toEqual(new Set(['pending', 'phrasebook']));
    const [first = '', second = ''] = meeting.captions('es').map(({ id }) => id);
    const drafts = meeting.calls.filter(({ purpose }) => purpose === 'draft').map(({ lineId }) => lineId);
    expect(drafts).toEqual([first, second]);
  });

  it('is shown when the engine that settled the line before gives it', async () => {
    await using meeting = await VirtualMeeting.open();
    meeting.languages = [{ ...es, engines: ['phrasebook', 'apertium'] }];
    await meeting.watch('es');
    meeting.answer = ({ text }) => ({ ok: true, text: `[es] ${text}`, ...machine });
    meeting.say('Ana', 'Nobody wrote this down.');
    await meeting.wait(2_000);
    meeting.say('Ana', 'Nor is this sentence in any');
    await meeting.wait(2_000);
    expect(meeting.captions('es').at(-1)).toMatchObject({
      text: '[es] Nor is this sentence',
      state: 'draft',
    });
  });
});
