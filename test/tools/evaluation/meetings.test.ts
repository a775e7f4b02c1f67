import { describe, expect, it } from 'vitest';
import { languagesToRead } from './meeting.ts';
import { meetings } from './meetings.ts';
import { occurrences } from './metrics/term-accuracy.ts';
import { cutIntoSegments, wordsOf } from './segments.ts';

describe.each(meetings.map((meeting) => [meeting.name, meeting] as const))(
  'the meeting %s',
  (_name, meeting) => {
    it('has sixty sentences, several speakers and interruptions', () => {
      expect(meeting.sentences).toHaveLength(60);
      expect(new Set(meeting.sentences.map(({ speaker }) => speaker)).size).toBeGreaterThanOrEqual(3);
      expect(meeting.sentences.filter(({ interrupts }) => interrupts).length).toBeGreaterThanOrEqual(3);
    });

    it('has whole sentences on both sides', () => {
      for (const { en, es } of meeting.sentences) {
        expect(en).toMatch(/^\p{Lu}.*[.!?]$/u);
        expect(es).toMatch(/^[¿¡]?\p{Lu}.*[.!?]$/u);
        // A Spanish question opens with its mark, perhaps after a name or a word.
        expect(es.includes('?'), es).toBe(es.includes('¿'));
        expect(en.includes('?'), en).toBe(es.includes('?'));
      }
    });

    it('translates its terms as its references do, each at least once', () => {
      for (const term of meeting.terms) {
        const spoken = meeting.sentences.filter((sentence) => {
          return occurrences(sentence[sentence.spoken], term[sentence.spoken]) > 0;
        });
        expect(spoken, term.en.join('/')).not.toEqual([]);
        for (const sentence of spoken) {
          const target = sentence.spoken === 'en' ? 'es' : 'en';
          const times = occurrences(sentence[sentence.spoken], term[sentence.spoken]);
          expect(occurrences(sentence[target], term[target]), sentence[target]).toBeGreaterThanOrEqual(times);
        }
      }
    });

    it.each(['zoom', 'bad'] as const)('loses no word to %s cuts', (cuts) => {
      const segments = cutIntoSegments(meeting, cuts, 7);
      for (const speaker of new Set(meeting.sentences.map((sentence) => sentence.speaker))) {
        const said = meeting.sentences.filter((sentence) => sentence.speaker === speaker);
        const heard = segments.filter((segment) => segment.speaker === speaker);
        expect(heard.map(({ text }) => text).join(' ')).toBe(said.map((one) => one[one.spoken]).join(' '));
      }
    });
  },
);

describe('all meetings', () => {
  it('are read in both languages', () => {
    expect(meetings.map(languagesToRead)).toEqual([
      ['es'],
      ['en', 'es'],
      ['en'],
      ['en', 'es'],
      ['es'],
      ['en'],
    ]);
  });
});

describe('cuts', () => {
  const [meeting] = meetings;
  if (meeting === undefined) throw new Error('no meeting');

  it('are as Zoom makes them: whole sentences, a long one at a comma', () => {
    const segments = cutIntoSegments(meeting, 'zoom', 1);
    expect(segments.every(({ text }) => /[.?!,]$/.test(text))).toBe(true);
    expect(segments.filter(({ text }) => text.endsWith(',')).length).toBeGreaterThan(2);
  });

  it('are bad: two to nine words, across the ends of sentences, the same for the same seed', () => {
    const segments = cutIntoSegments(meeting, 'bad', 1);
    expect(segments).toEqual(cutIntoSegments(meeting, 'bad', 1));
    expect(segments).not.toEqual(cutIntoSegments(meeting, 'bad', 2));
    expect(Math.max(...segments.map(({ text }) => wordsOf(text).length))).toBe(9);
    expect(segments.some(({ text }) => /[.?] \S/.test(text))).toBe(true);
  });

  it('come when they have been said, at 150 words a minute', () => {
    const segments = cutIntoSegments(meeting, 'bad', 1);
    const minutes = Math.max(...segments.map(({ endedMs }) => endedMs)) / 60_000;
    const words = segments.flatMap(({ text }) => wordsOf(text)).length;
    expect(segments).toEqual(segments.toSorted((a, b) => a.endedMs - b.endedMs));
    // With pauses between sentences and speakers.
    expect(words / minutes).toBeGreaterThan(100);
    expect(words / minutes).toBeLessThan(150);
  });

  it('let an interruption begin before the other has finished', () => {
    const segments = cutIntoSegments(meeting, 'zoom', 1);
    const sorry = segments.find(({ text }) => text.startsWith('Sorry, that was my fault'));
    const before = segments.find(({ text }) => text.includes('nobody has answered'));
    expect(sorry?.startedMs).toBeLessThan(before?.endedMs ?? 0);
  });
});
