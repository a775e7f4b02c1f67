import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { RenderedLine } from '../../../server/captions/model/rendering.ts';
import type { TranscriptStore } from '../../../server/export/transcript-pages.ts';
import { writeTranscript } from '../../../server/export/write-transcript.ts';
import { exportFormats } from '../../../shared/reports/transcript-export.ts';
import { spokenLine } from '../../support/spoken-line.ts';

const PAGES = 50;
const LINES_OF_A_PAGE = 200;

/** Words of which a compressor makes nothing shorter, so that what it takes in comes out. */
function incompressible(seed: number): string {
  return createHash('sha512').update(String(seed)).digest('base64');
}

/** A meeting of 10,000 lines, and how many of its pages were read. */
function longMeeting(): { readonly store: TranscriptStore; readonly read: () => number } {
  let read = 0;
  const store: TranscriptStore = {
    async *pages() {
      while (read < PAGES) {
        read += 1;
        yield Array.from({ length: LINES_OF_A_PAGE }, (_, index): RenderedLine => {
          const position = (read - 1) * LINES_OF_A_PAGE + index + 1;
          return {
            line: spokenLine(position, { text: incompressible(position), spokenAt: position * 3_000 }),
          };
        });
      }
    },
    segmentEnds: async () => new Map(),
    startOf: async () => 0,
  };
  return { store, read: () => read };
}

describe.each(exportFormats)('a transcript of 10,000 lines as %s', (format) => {
  it('is read from the store no faster than its bytes are taken, and is whole at the end', async () => {
    const { store, read } = longMeeting();
    const file = await writeTranscript(
      store,
      {
        meetingId: 'm',
        topic: 'Long',
        format,
        until: undefined,
        language: 'original',
        bilingual: false,
        speakers: true,
        times: 'relative',
        timeZone: 'UTC',
      },
      0,
    );
    let bytes = 0;
    let most = 0;
    let before = 0;
    for await (const piece of file.bytes) {
      // What was read since the last piece waits in memory.
      most = Math.max(most, read() - before);
      before = read();
      bytes += piece.length;
    }
    expect(read()).toBe(PAGES);
    expect(most).toBeLessThanOrEqual(MOST_PAGES_AHEAD);
    expect(bytes).toBeGreaterThan(PAGES * LINES_OF_A_PAGE);
  });
});

/** One page, and what a compressor gathers before it gives a piece. */
const MOST_PAGES_AHEAD = 4;
