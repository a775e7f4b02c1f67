import { describe, expect, it } from 'vitest';
import { writtenMeeting } from './meeting.ts';
import { meetings } from './meetings.ts';
import { cutIntoSegments, wordsOf } from './segments.ts';
import { sentenceBorders } from './sentence-borders.ts';

const meeting = writtenMeeting({
  name: 'short',
  speakers: { Ana: 'en', Ben: 'en' },
  terms: {},
  script: `
    Ana: We meet at noon. | Nos vemos al mediodía.
    Ana: Bring your notes. | Traigan sus notas.
    Ben: I will be late. | Llegaré tarde.`,
});
const [ana, , ben] = meeting.sentences.map(({ speaker }) => speaker);

/** Lines of their speakers, each settled at a time, against segments of which each took a second. */
function borders(
  pieces: readonly (readonly [typeof ana, text: string])[],
  lines: readonly (readonly [typeof ana, text: string, settledMs: number])[],
) {
  const segments = pieces.flatMap(([speaker, text], index) =>
    speaker === undefined ? [] : [{ speaker, text, startedMs: 1_000 * index, endedMs: 1_000 * (index + 1) }],
  );
  const seen = lines.map(([speaker, original, atMs]) => ({
    speaker: speaker?.name ?? '',
    versions: [{ atMs, text: '', original, isReadable: true, settled: true }],
  }));
  return sentenceBorders(meeting, segments, seen);
}

const pieces = [
  [ana, 'We meet'],
  [ana, 'at noon. Bring'],
  [ana, 'your notes'],
  [ben, 'I will be late.'],
] as const;

describe('the borders of sentences', () => {
  it('are met by lines that end where sentences do, with or without their marks', () => {
    const lines = [
      [ana, 'We meet at noon.', 2_010],
      [ana, 'Bring your notes', 7_000],
      [ben, 'I will be late.', 4_010],
    ] as const;
    expect(borders(pieces, lines)).toEqual({
      sentences: 3,
      cuts: 0,
      merges: 0,
      endedMs: [10, 4_000, 10],
    });
  });

  it('are missed by a line that ends before its sentence, and by one that holds two', () => {
    const cut = [
      [ana, 'We meet', 1_500],
      [ana, 'at noon.', 2_010],
      [ana, 'Bring your notes', 7_000],
      [ben, 'I will be late.', 4_010],
    ] as const;
    expect(borders(pieces, cut)).toMatchObject({ cuts: 1, merges: 0 });
    const merged = [
      [ana, 'We meet at noon. Bring your notes', 7_000],
      [ben, 'I will be late.', 4_010],
    ] as const;
    expect(borders(pieces, merged)).toMatchObject({ cuts: 0, merges: 1 });
  });

  it('of two sentences that came in one segment may stay in one line', () => {
    const whole = [[ana, 'We meet at noon. Bring your notes.']] as const;
    expect(borders(whole, [[ana, 'We meet at noon. Bring your notes.', 1_005]])).toMatchObject({ merges: 0 });
  });
});

describe('hesitant speech', () => {
  const segments = meetings.flatMap((one) => cutIntoSegments(one, 'hesitant', 4));

  it('has pieces of one sentence each, pauses between them, and some ends without a mark', () => {
    const words = segments.map(({ text }) => wordsOf(text).length);
    expect(Math.max(...words)).toBeLessThanOrEqual(9);
    const sentences = meetings.flatMap((one) => one.sentences.map((said) => said[said.spoken]));
    const marked = segments.filter(({ text }) => /[.!?]$/.test(text)).length;
    expect(marked).toBeLessThan(0.95 * sentences.length);
    expect(marked).toBeGreaterThan(0.85 * sentences.length);
    for (const { text } of segments)
      expect(
        sentences.some((sentence) => sentence.includes(text)),
        text,
      ).toBe(true);
  });
});
