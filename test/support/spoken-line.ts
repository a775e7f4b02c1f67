import type { SpokenLine } from '../../server/captions/model/line.ts';

/** A settled English line of Ana at a position, made of one segment of the same number, with changes. */
export function spokenLine(position: number, change: Partial<SpokenLine> = {}): SpokenLine {
  const { text = 'Yes.' } = change;
  return {
    kind: 'caption',
    id: `l${position}`,
    position,
    streamId: 'stream',
    speaker: { id: 'ana', name: 'Ana' },
    sourceLanguage: 'en',
    text,
    parts: [{ segment: position, text }],
    state: 'settled',
    corrected: false,
    edited: false,
    revision: 0,
    removed: false,
    spokenAt: 0,
    receivedAt: 0,
    ...change,
  };
}
