import { describe, expect, it } from 'vitest';
import { VirtualMeeting } from '../virtual-meeting.ts';

const charactersOf = (calls: readonly { text: string }[]) =>
  calls.reduce((sum, { text }) => sum + text.length, 0);

/** Every 400 ms a word more of one sentence, as updates of its first word. */
async function grow(meeting: VirtualMeeting, text: string): Promise<void> {
  const words = text.split(' ');
  for (let count = 1; count <= words.length; count++) {
    const attribute = count === 1 ? 'new' : 'update';
    meeting.say('Ana', words.slice(0, count).join(' '), { sentenceId: '7', attribute });
    await meeting.wait(400);
  }
}

describe('a segment that grows by revisions', () => {
  it('is translated once', async () => {
    await using meeting = await VirtualMeeting.open();
    await meeting.watch('es');
    const text = 'we will ship the new version on Monday if the tests are green and nobody objects';
    await grow(meeting, text);
    await meeting.wait(10_000);
    expect(meeting.settledCalls.map((call) => call.text)).toEqual([text]);
    expect(meeting.captions('es')).toMatchObject([{ text: `[es] ${text}`, corrected: false }]);
  });

  it('continues in a new line beyond the limits of time or length', async () => {
    await using meeting = await VirtualMeeting.open();
    await meeting.watch('es');
    const text = Array.from({ length: 60 }, (_, index) => `word${index}`).join(' ');
    await grow(meeting, text);
    await meeting.wait(10_000);
    const said = meeting.captions('es').map(({ original }) => original.text);
    expect(said.length).toBeGreaterThan(1);
    expect(said.join(' ')).toBe(text);
    expect(charactersOf(meeting.settledCalls)).toBeLessThanOrEqual(text.length);
    expect(meeting.sent.filter((line) => line.kind === 'caption' && line.corrected)).toEqual([]);
  });

  it('becomes one line per sentence', async () => {
    await using meeting = await VirtualMeeting.open();
    await meeting.watch('es');
    await grow(meeting, 'We ship on Monday. Then we rest for a day. After that');
    await meeting.wait(10_000);
    expect(meeting.settledCalls.map((call) => call.text)).toEqual([
      'We ship on Monday.',
      'Then we rest for a day.',
      'After that',
    ]);
  });

  it('is translated at once at its first corrections after it settled, then after a pause', async () => {
    await using meeting = await VirtualMeeting.open();
    await meeting.watch('es');
    meeting.say('Ana', 'We ship on mundane.', { sentenceId: '7' });
    await meeting.wait(5_000);
    for (const day of ['Sunday', 'some day', 'my day', 'Sundae', 'Mondays', 'moon day', 'Monday']) {
      meeting.say('Ana', `We ship on ${day}.`, { sentenceId: '7', attribute: 'update' });
      await meeting.wait(400);
    }
    await meeting.wait(5_000);
    expect(meeting.settledCalls.map((call) => call.text)).toEqual([
      'We ship on mundane.',
      'We ship on Sunday.',
      'We ship on some day.',
      'We ship on Monday.',
    ]);
    expect(meeting.captions('es')).toMatchObject([{ text: '[es] We ship on Monday.', corrected: true }]);
  });
});

describe('a sentence whose language Zoom corrects', () => {
  const spanish = { sourceLanguage: 'es', attribute: 'update' as const };

  it('while it is open is in that language from then on, and nothing is translated from the wrong one', async () => {
    await using meeting = await VirtualMeeting.open();
    await meeting.watch('es');
    meeting.say('Leo', 'vamos a empezar con', { sentenceId: '1' });
    await meeting.wait(50);
    meeting.say('Leo', 'vamos a empezar con', { sentenceId: '1', ...spanish });
    await meeting.wait(50);
    meeting.say('Leo', 'el presupuesto.', { sentenceId: '2', sourceLanguage: 'es' });
    await meeting.wait(5_000);
    expect(meeting.settledCalls).toEqual([]);
    expect(meeting.captions('es')).toMatchObject([
      {
        text: 'vamos a empezar con el presupuesto.',
        origin: 'same-language',
        language: 'es',
        state: 'settled',
      },
    ]);
    expect(meeting.sent.filter((line) => line.kind === 'language-changed')).toEqual([]);
  });

  it('with the word that ends it is settled in that language', async () => {
    await using meeting = await VirtualMeeting.open();
    await meeting.watch('es');
    meeting.say('Leo', 'vamos a cerrar esto hoy mismo', { sentenceId: '1' });
    await meeting.wait(50);
    meeting.say('Leo', 'vamos a cerrar esto hoy mismo.', { sentenceId: '1', ...spanish });
    await meeting.wait(5_000);
    expect(meeting.captions('es').map(({ text, origin }) => [text, origin])).toEqual([
      ['vamos a cerrar esto hoy mismo.', 'same-language'],
    ]);
    expect(meeting.settledCalls).toEqual([]);
  });

  it('is kept apart from earlier speech of the same speaker in another language', async () => {
    await using meeting = await VirtualMeeting.open();
    await meeting.watch('es');
    meeting.say('Leo', 'and so I think that', { sentenceId: '1' });
    await meeting.wait(50);
    meeting.say('Leo', 'vamos a empezar', { sentenceId: '2' });
    await meeting.wait(50);
    meeting.say('Leo', 'vamos a empezar', { sentenceId: '2', ...spanish });
    await meeting.wait(50);
    meeting.say('Leo', 'con el presupuesto.', { sentenceId: '3', sourceLanguage: 'es' });
    await meeting.wait(5_000);
    expect(meeting.captions('es').map(({ text, language }) => [text, language])).toEqual([
      ['[es] and so I think that', 'es'],
      ['vamos a empezar con el presupuesto.', 'es'],
    ]);
    const notes = meeting.sent.filter((line) => line.kind === 'language-changed');
    expect(notes).toMatchObject([{ language: 'es' }]);
  });
});
