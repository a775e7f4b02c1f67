import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { close, emptyJoiner, type JoinerState, push } from '../../../server/captions/sentences/joiner.ts';
import { sentenceText } from '../../../server/captions/sentences/pieces/sentence.ts';
import { type SpeakerKey, speakers, toSegments } from './dialogue.ts';
import { meetingScript } from './script.ts';

const segments = toSegments(meetingScript);
const tags = ['en', 'es', 'pt-BR', 'fr', 'ar', 'de', 'ja', 'zh-Hans'];

async function phrasebook(): Promise<readonly Record<string, string>[]> {
  const book: { entries: Record<string, string>[] } = JSON.parse(
    await readFile(new URL('./phrasebook.json', import.meta.url), 'utf8'),
  );
  return book.entries;
}

/** The lines the real joiner makes of the dialogue, and how many sentences were open at once at most. */
function joined() {
  const states = new Map<SpeakerKey, JoinerState>();
  const lines: { speaker: SpeakerKey; text: string; pieces: number }[] = [];
  let now = 0;
  let openAtOnce = 0;
  for (const [index, { speaker, text, afterMs }] of segments.entries()) {
    now += afterMs;
    const piece = { segment: index, text, sourceLanguage: speakers[speaker].language };
    const step = push(states.get(speaker) ?? emptyJoiner, piece, now);
    states.set(speaker, step.state);
    openAtOnce = Math.max(
      openAtOnce,
      [...states.values()].filter((state) => state.open !== undefined).length,
    );
    lines.push(
      ...step.closed.map((sentence) => ({
        speaker,
        text: sentenceText(sentence),
        pieces: sentence.parts.length,
      })),
    );
  }
  const unfinished = [...states.values()].flatMap((state) => close(state).closed.map(sentenceText));
  return { lines, unfinished, openAtOnce };
}

describe("the demo's dialogue", () => {
  it('lasts more than five minutes at natural speed', () => {
    const lengthMs = segments.reduce((sum, segment) => sum + segment.afterMs, 0);
    expect(lengthMs).toBeGreaterThan(5 * 60_000);
    expect(meetingScript.length).toBeGreaterThanOrEqual(90);
  });

  it('has every sentence, as the captions join it, in the phrasebook in eight languages', async () => {
    const entries = await phrasebook();
    const incomplete = entries.filter((entry) => tags.some((tag) => (entry[tag] ?? '').trim() === ''));
    expect(incomplete).toEqual([]);
    const { lines, unfinished } = joined();
    const tagOf = { en: 'en', es: 'es', pt: 'pt-BR', ar: 'ar' };
    const missing = lines.filter(
      ({ speaker, text }) => !entries.some((entry) => entry[tagOf[speakers[speaker].language]] === text),
    );
    expect(missing).toEqual([]);
    expect(unfinished).toEqual([]);
    expect(lines).toHaveLength(meetingScript.length);
  });

  it('speaks four languages in six voices, cut into pieces and interrupted', () => {
    const heard = new Set(segments.map((segment) => segment.speaker));
    expect(heard.size).toBe(6);
    expect(new Set([...heard].map((speaker) => speakers[speaker].language))).toEqual(
      new Set(['en', 'es', 'pt', 'ar']),
    );
    const { lines, openAtOnce } = joined();
    expect(lines.filter((line) => line.pieces >= 2).length).toBeGreaterThan(30);
    expect(lines.filter((line) => line.pieces >= 3).length).toBeGreaterThan(10);
    expect(openAtOnce).toBe(2);
  });

  it('leaves no gap inside a sentence that would close it', () => {
    const last = new Map<SpeakerKey, { at: number; ended: boolean }>();
    let now = 0;
    const tooLong: string[] = [];
    for (const { speaker, text, afterMs } of segments) {
      now += afterMs;
      const before = last.get(speaker);
      if (before?.ended === false && now - before.at > 1_500) tooLong.push(text);
      last.set(speaker, { at: now, ended: /[.!?؟]$/.test(text) });
    }
    expect(tooLong).toEqual([]);
  });
});
