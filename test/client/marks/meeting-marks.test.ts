import { describe, expect, it } from 'vitest';
import { createApiClient } from '../../../client/api/api-client.ts';
import { MeetingMarks, markOf } from '../../../client/marks/meeting-marks.ts';
import { aCaption } from '../../support/caption-lines.ts';

/** A server that remembers what it was asked. */
function stage(answers: Readonly<Record<string, { status?: number; body?: object }>> = {}) {
  const asked: [string, unknown][] = [];
  const api = createApiClient({
    fetch: async (path, init) => {
      const line = `${init?.method ?? 'GET'} ${path}`;
      asked.push([line, typeof init?.body === 'string' ? JSON.parse(init.body) : undefined]);
      const { status = 200, body = {} } = answers[line] ?? {};
      return new Response(JSON.stringify(body), {
        status,
        headers: { 'content-type': 'application/json' },
      });
    },
  });
  const room = { language: 'es' };
  const marks = new MeetingMarks({ api, meetingId: () => 'm1', language: () => room.language });
  return { marks, asked, room, own: () => marks.state.get().own };
}

describe('a reader', () => {
  it('marks a line in the language they read, and withdraws it', async () => {
    const { marks, asked, own } = stage();
    const line = aCaption(1);
    await marks.mark(line);
    expect(own().get('c1')).toEqual({ language: 'es', text: 'frase 1' });
    await marks.withdraw(line);
    expect(own().size).toBe(0);
    expect(asked).toEqual([
      ['PUT /api/meetings/m1/captions/c1/mark', { language: 'es' }],
      ['DELETE /api/meetings/m1/captions/c1/mark', undefined],
    ]);
  });

  it('keeps what they know when the server refuses', async () => {
    const { marks, own } = stage({ 'PUT /api/meetings/m1/captions/c1/mark': { status: 429 } });
    await expect(marks.mark(aCaption(1))).rejects.toMatchObject({ status: 429 });
    expect(own().size).toBe(0);
  });

  it('is told once of marks from before, and again after a failure', async () => {
    const path = 'GET /api/meetings/m1/marks/mine';
    const known = stage({ [path]: { body: { marks: [{ captionId: 'c2', language: 'es' }] } } });
    known.marks.loadOwn();
    known.marks.loadOwn();
    await expect.poll(() => known.own().get('c2')).toEqual({ language: 'es' });
    expect(known.asked).toHaveLength(1);
    const failing = stage({ [path]: { status: 503 } });
    failing.marks.loadOwn();
    await expect.poll(() => failing.asked.length).toBe(1);
    await expect
      .poll(() => {
        failing.marks.loadOwn();
        return failing.asked.length;
      })
      .toBe(2);
  });
});

describe('the host', () => {
  it('is told how many lines await, and answers that one is right', async () => {
    const line = { language: 'pt-BR', caption: aCaption(3), count: 2, markedAt: 1 };
    const { marks, asked } = stage({ 'GET /api/meetings/m1/marks': { body: { lines: [line] } } });
    expect(await marks.marked()).toEqual([line]);
    expect(marks.state.get().awaiting).toBe(1);
    marks.setAwaiting(4);
    expect(marks.state.get().awaiting).toBe(4);
    await marks.dismiss(line);
    expect(asked.at(-1)?.[0]).toBe('DELETE /api/meetings/m1/captions/c3/marks?language=pt-BR');
  });
});

it('a mark holds for the words that were marked', () => {
  const line = aCaption(1);
  const mark = { language: 'es', text: line.text };
  expect(markOf(undefined, line, 'es')).toBe('none');
  expect(markOf(mark, line, 'es')).toBe('marked');
  expect(markOf(mark, { text: 'mejor', corrected: true }, 'es')).toBe('corrected');
  expect(markOf(mark, { text: 'de otro modo', corrected: false }, 'es')).toBe('none');
  // In another language its words are others.
  expect(markOf(mark, { text: 'Satz 1', corrected: false }, 'de')).toBe('marked');
  expect(markOf({ language: 'es' }, line, 'es')).toBe('marked');
});
