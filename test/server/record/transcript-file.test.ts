import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SettledCaption } from '../../../server/captions/ports/outlet.ts';
import { createLogger } from '../../../server/logger.ts';
import { TranscriptFile } from '../../../server/record/transcript-file.ts';

function settled(at: number): SettledCaption {
  const text = `Line ${at}.`;
  return {
    meetingId: 'm',
    language: 'es',
    line: {
      kind: 'caption',
      id: `l${at}`,
      position: at,
      streamId: 's',
      speaker: { id: '1', name: 'Ana' },
      sourceLanguage: 'en',
      text,
      parts: [{ segment: at, text }],
      state: 'settled',
      corrected: false,
      edited: false,
      revision: 0,
      removed: false,
      spokenAt: 0,
      receivedAt: 0,
    },
    rendering: {
      lineId: `l${at}`,
      version: at,
      text,
      language: 'es',
      state: 'settled',
      origin: 'machine',
      corrected: false,
      revision: 0,
      removed: false,
      delayMs: 0,
    },
  };
}

async function fileAfter(change: (file: TranscriptFile) => void): Promise<string[]> {
  const directory = await mkdtemp(join(tmpdir(), 'transcript-'));
  try {
    const path = join(directory, 'sample.txt');
    const file = new TranscriptFile({ path, language: 'es', logger: createLogger('silent') });
    change(file);
    await file[Symbol.asyncDispose]();
    return (await readFile(path, 'utf8')).split('\n');
  } finally {
    await rm(directory, { recursive: true });
  }
}

const written = (at: number) => `[1970-01-01T00:00:00.000Z] Ana: Line ${at}.`;

describe('the plain-text copy', () => {
  it('holds every line of a burst once and in order', async () => {
    const burst = Array.from({ length: 500 }, (_value, at) => at);
    const lines = await fileAfter((file) => {
      for (const at of burst) file.add(settled(at));
      file.add(settled(0));
    });
    expect(lines).toEqual([...burst.map(written), '']);
  });

  it('loses what was deleted before it was written, and nothing else', async () => {
    const lines = await fileAfter((file) => {
      file.add(settled(1));
      file.add(settled(2));
      file.remove('m', ['l1']);
      file.add(settled(3));
    });
    expect(lines).toEqual([written(2), written(3), '']);
  });
});
