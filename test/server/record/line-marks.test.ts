/** Covers shared/reports/marks.ts. */
import { describe, expect, it } from 'vitest';
import type { Line } from '../../../server/captions/model/line.ts';
import { LineMarks, type Mark, type MarkedGroup } from '../../../server/record/line-marks.ts';
import { caption, note } from '../storage/stories.ts';

const AT = 1_700_000_100_000;
const asked = { meetingId: 'm', marker: 'person ana', language: 'es' };

function stage(lines: readonly Line[], groups: readonly MarkedGroup[] = []) {
  const saved: Mark[] = [];
  const removed: (string | undefined)[] = [];
  const find = (ids: readonly string[]) => lines.filter(({ id }) => ids.includes(id));
  const marks = new LineMarks({
    store: {
      save: async (mark) => {
        saved.push(mark);
        return true;
      },
      withdraw: async () => true,
      own: async () => [],
      open: async () => groups,
      count: async () => groups.length,
      dismiss: async () => undefined,
      remove: async (_meetingId, _lineId, language) => void removed.push(language),
    },
    captions: {
      lines: async (_meetingId, ids) => find(ids),
      rendered: async (_meetingId, _language, ids) => find(ids).map((line) => ({ line })),
    },
    now: () => AT,
  });
  return { marks, saved, removed };
}

describe('a mark', () => {
  it('is of the words that were marked', async () => {
    const { marks, saved } = stage([caption(1, { revision: 3 })]);
    expect(await marks.mark({ ...asked, lineId: 'l1' }, Infinity)).toBe('marked');
    expect(saved).toEqual([{ ...asked, lineId: 'l1', revision: 3, at: AT }]);
  });

  it('is none on what its person may not read, on a note, or on a sentence that is still spoken', async () => {
    const spokenAt = AT - 1_000;
    const lines = [
      caption(1, { spokenAt }),
      caption(2, { spokenAt, removed: true }),
      caption(3, { spokenAt, state: 'draft' }),
      note(4),
    ];
    const { marks, saved } = stage(lines);
    const outcome = (lineId: string, until: number) => marks.mark({ ...asked, lineId }, until);
    expect(await outcome('l1', spokenAt - 1)).toBe('unknown-line');
    expect(await outcome('l2', Infinity)).toBe('unknown-line');
    expect(await outcome('l3', Infinity)).toBe('still-open');
    expect(await outcome('l4', Infinity)).toBe('unknown-line');
    expect(saved).toEqual([]);
    expect(await outcome('l1', spokenAt)).toBe('marked');
  });

  it('is answered by a correction in the languages that it changes', async () => {
    const { marks, removed } = stage([caption(1)]);
    await marks.corrected('m', 'l1', { original: 'What was said.' });
    await marks.corrected('m', 'l1', { language: 'es', text: 'Lo que se dijo.' });
    // A translation into the spoken language is an original.
    await marks.corrected('m', 'l1', { language: 'en', text: 'What was said.' });
    expect(removed).toEqual([undefined, 'es', undefined]);
  });

  it('shows the host the words as spoken where nobody has a translation', async () => {
    const group = { lineId: 'l1', language: 'es', count: 2, markedAt: AT };
    const { marks } = stage([caption(1)], [group, { ...group, lineId: 'gone' }]);
    expect(await marks.marked('m')).toMatchObject([
      { language: 'es', count: 2, caption: { id: 'l1', text: 'Sentence 1.', origin: 'pending' } },
    ]);
  });
});
