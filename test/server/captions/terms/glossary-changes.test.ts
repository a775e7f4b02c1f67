import { describe, expect, it } from 'vitest';
import { LINES_PER_SLICE } from '../../../../server/captions/caption-limits.ts';
import type { RenderedLine } from '../../../../server/captions/model/rendering.ts';
import { GlossaryChanges } from '../../../../server/captions/terms/glossary-changes.ts';
import { MeetingTerms } from '../../../../server/captions/terms/meeting-terms.ts';
import { SerialQueue } from '../../../../server/lib/serial-queue.ts';
import type { GlossaryTerm } from '../../../../shared/glossary.ts';
import { spokenLine } from '../../../support/spoken-line.ts';

const LINES = 40 * LINES_PER_SLICE;

function line(position: number): RenderedLine {
  const text = position % 2 === 0 ? 'The backlog is long.' : 'Nothing else is.';
  return { line: spokenLine(position, { text, parts: [] }) };
}

/** A meeting of `LINES` lines, read in Spanish, with an engine that answers when it is told to. */
function stage(translated: () => Promise<void> = async () => undefined) {
  const lines = Array.from({ length: LINES }, (_, index) => line(index + 1));
  const queue = new SerialQueue();
  const stop = new AbortController();
  const again: string[] = [];
  let passes = 0;
  let glossary: readonly GlossaryTerm[] = [];
  const terms = new MeetingTerms(
    { glossariesOf: async () => ({ ofHost: [], ofMeeting: glossary }) },
    'meeting',
  );
  const feed = {
    translateAgain: async (rendered: RenderedLine) => {
      again.push(rendered.line.id);
      await translated();
    },
  };
  const changes = new GlossaryChanges({
    meetingId: 'meeting',
    store: {
      languages: async () => {
        passes += 1;
        return ['es'];
      },
      newest: async (_meeting, _language, { before = Infinity, limit }) =>
        lines.filter((one) => one.line.position < before).slice(-limit),
      outdate: async () => undefined,
    },
    terms,
    languages: { get: () => feed },
    queue,
    stopped: stop.signal,
  });
  return {
    queue,
    again,
    stop: () => stop.abort(),
    passes: () => passes,
    change: (...rows: GlossaryTerm[]) => {
      glossary = rows;
      return changes.changed();
    },
  };
}

const backlog = { term: 'backlog', translations: { es: 'lista' } };

describe('a changed glossary', () => {
  it('translates the lines with its terms again, newest first', async () => {
    const { again, change } = stage();
    await change(backlog);
    expect(again).toEqual(Array.from({ length: LINES / 2 }, (_, index) => `l${LINES - 2 * index}`));
    again.length = 0;
    await change(backlog, { term: 'Globex', translations: {} });
    expect(again).toEqual([]);
  });

  it('translates at most one slice of lines between two updates', async () => {
    const { queue, again, change } = stage();
    const between: number[] = [];
    let isDone = false;
    const speech = async () => {
      for (let before = 0; !isDone; before = again.length) {
        await queue.run(async () => undefined);
        between.push(again.length - before);
      }
    };
    const speaking = speech();
    await change(backlog);
    isDone = true;
    await speaking;
    expect(between.length).toBeGreaterThan(LINES / LINES_PER_SLICE);
    expect(Math.max(...between)).toBeLessThanOrEqual(LINES_PER_SLICE);
  });

  it('starts a slice only after the one before', async () => {
    const answers: (() => void)[] = [];
    const { again, change, stop } = stage(() => new Promise((resolve) => answers.push(resolve)));
    const changed = change(backlog);
    await expect.poll(() => again.length).toBe(LINES_PER_SLICE / 2);
    for (const answer of answers.splice(0)) answer();
    await expect.poll(() => again.length).toBe(LINES_PER_SLICE);
    stop();
    await changed;
  });

  it('applies several changes during a pass in one further pass', async () => {
    const { passes, change } = stage();
    const rows = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ term: `backlog ${index}`, translations: {} }));
    await Promise.all(Array.from({ length: 60 }, (_, index) => change(backlog, ...rows(index))));
    expect(passes()).toBeLessThanOrEqual(3);
  });
});
