/** A transcript of given lines as a file of a format, without a database. */
import type { Line } from '../../server/captions/model/line.ts';
import type { RenderedLine, Rendering } from '../../server/captions/model/rendering.ts';
import { type TranscriptWish, writeTranscript } from '../../server/export/write-transcript.ts';

/** 29 November 2026, 08:27:12.345 in Madrid. */
export const START = Date.UTC(2026, 10, 29, 7, 27, 12, 345);

interface Exported {
  readonly name: string;
  readonly bytes: Buffer;
  readonly text: string;
}

export async function exported(
  lines: readonly (Line | RenderedLine)[],
  wish: Partial<TranscriptWish> = {},
  ends: ReadonlyMap<number, number> = new Map(),
): Promise<Exported> {
  const all = lines.map((line): RenderedLine => ('line' in line ? line : { line }));
  const first = all[0]?.line;
  const file = await writeTranscript(
    {
      pages: async function* () {
        for (let at = 0; at < all.length; at += 100) yield all.slice(at, at + 100);
      },
      segmentEnds: async () => ends,
      startOf: async () => (first?.kind === 'caption' ? first.spokenAt : first?.at),
    },
    {
      format: 'txt',
      meetingId: 'm1',
      topic: 'Weekly',
      language: 'es',
      bilingual: false,
      speakers: true,
      times: 'relative',
      timeZone: 'Europe/Madrid',
      until: undefined,
      ...wish,
    },
    START + 3_600_000,
  );
  const chunks: Buffer[] = [];
  for await (const chunk of file.bytes) chunks.push(Buffer.from(chunk));
  const bytes = Buffer.concat(chunks);
  return { name: file.name, bytes, text: bytes.toString('utf8') };
}

/** A line with its translation. */
export function translated(line: Line, rendering: Rendering): RenderedLine {
  return { line, rendering };
}
