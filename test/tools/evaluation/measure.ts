/** From what readers saw to numbers: first counts that can be added up, then scores. */

import { erasureOf } from '../../../server/captions/model/erasure.ts';
import { type Meeting, turnsOf } from './meeting.ts';
import { bleu } from './metrics/bleu.ts';
import { chrf } from './metrics/chrf.ts';
import type { TranslatedPair } from './metrics/ngrams.ts';
import { replacementsOf } from './metrics/replacements.ts';
import { countTerms } from './metrics/term-accuracy.ts';
import type { Reading, SeenLine } from './replay.ts';
import { type SpokenSegment, wordsOf } from './segments.ts';
import { type SentenceBorders, sentenceBorders } from './sentence-borders.ts';

/** Of one meeting in one language, or of several together. */
export interface Counts extends SentenceBorders {
  /** Turn by turn. */
  readonly pairs: readonly TranslatedPair[];
  readonly termsExpected: number;
  readonly termsFound: number;
  readonly erasedWords: number;
  readonly finalWords: number;
  readonly replacements: number;
  readonly lines: number;
  readonly spokenCharacters: number;
  readonly sentCharacters: number;
  readonly calls: number;
  readonly cacheHits: number;
  /** Words that never came to stand in a settled line, and lines that settled without a translation. */
  readonly lostWords: number;
  readonly untranslatedLines: number;
  /** From the arrival of each segment. */
  readonly firstMs: readonly number[];
  readonly readableMs: readonly number[];
  readonly settledMs: readonly number[];
}

export interface Scores {
  readonly chrf: number;
  readonly bleu: number;
  readonly termAccuracy: number;
  readonly erasure: number;
  /** Texts on screen that gave way to others, in ten lines. */
  readonly replacements: number;
  readonly charactersPerCharacter: number;
  readonly calls: number;
  readonly cacheHits: number;
  readonly lostWords: number;
  readonly untranslatedLines: number;
  /** Lines that end in the middle of a sentence, and sentences that stand in one line with the next, per sentence. */
  readonly cut: number;
  readonly merged: number;
  /** From the arrival of a sentence's last segment to its settled line. */
  readonly endedMs: Percentiles;
  /** Any text of the segment, if only its original, dimmed. */
  readonly firstMs: Percentiles;
  /** All its words in a line that is in the reader's language. */
  readonly readableMs: Percentiles;
  readonly settledMs: Percentiles;
}

interface Percentiles {
  readonly p50: number;
  readonly p95: number;
}

/** Only what had to be translated counts: who is understood as they speak costs nothing and cannot be wrong. */
export function measure(meeting: Meeting, segments: readonly SpokenSegment[], reading: Reading): Counts {
  const translated = segments.filter((segment) => segment.speaker.language !== reading.language);
  const speakers = new Set(translated.map((segment) => segment.speaker.name));
  const lines = reading.lines.filter((line) => speakers.has(line.speaker));
  const turns = turnsOf(meeting).filter((turn) => turn.spoken !== reading.language);
  const hypotheses = byTurn(turns, lines);
  const results = turns.map(({ spoken, sentences }, index) => {
    const source = sentences.map((sentence) => sentence[spoken]).join(' ');
    const reference = sentences.map((sentence) => sentence[reading.language]).join(' ');
    const translation = (hypotheses[index] ?? []).join(' ');
    const terms = countTerms(meeting.terms, { source, spoken, translation });
    return { source, terms, pair: { hypothesis: translation, reference } };
  });
  const erasures = lines.map(({ versions }) =>
    erasureOf(versions.map(({ isReadable, text }) => (isReadable ? text : ''))),
  );
  const delays = delaysOf(translated, lines);
  return {
    pairs: results.map(({ pair }) => pair),
    termsExpected: sum(results.map(({ terms }) => terms.expected)),
    termsFound: sum(results.map(({ terms }) => terms.found)),
    erasedWords: sum(erasures.map(({ erasedWords }) => erasedWords)),
    finalWords: sum(erasures.map(({ finalWords }) => finalWords)),
    replacements: sum(lines.map((line) => replacementsOf(shownTexts(line)))),
    lines: lines.length,
    spokenCharacters: sum(
      turns.flatMap((turn) => turn.sentences.map((sentence) => sentence[turn.spoken].length)),
    ),
    sentCharacters: reading.usage.characters,
    calls: reading.usage.calls,
    cacheHits: reading.usage.cacheHits,
    untranslatedLines: lines.filter(({ versions }) => versions.at(-1)?.isReadable !== true).length,
    ...delays,
    ...sentenceBorders(meeting, translated, lines),
  };
}

/** A panel shows no words of another language while it waits for a translation; at the end, the original where there is none. */
function shownTexts({ versions }: SeenLine): readonly string[] {
  return versions.map(({ isReadable, settled, text }) => (isReadable || settled ? text : ''));
}

export function together(all: readonly Counts[]): Counts {
  const add = (pick: (counts: Counts) => number) => sum(all.map(pick));
  return {
    pairs: all.flatMap((counts) => counts.pairs),
    termsExpected: add((counts) => counts.termsExpected),
    termsFound: add((counts) => counts.termsFound),
    erasedWords: add((counts) => counts.erasedWords),
    finalWords: add((counts) => counts.finalWords),
    replacements: add((counts) => counts.replacements),
    lines: add((counts) => counts.lines),
    spokenCharacters: add((counts) => counts.spokenCharacters),
    sentCharacters: add((counts) => counts.sentCharacters),
    calls: add((counts) => counts.calls),
    cacheHits: add((counts) => counts.cacheHits),
    lostWords: add((counts) => counts.lostWords),
    untranslatedLines: add((counts) => counts.untranslatedLines),
    firstMs: all.flatMap((counts) => counts.firstMs),
    readableMs: all.flatMap((counts) => counts.readableMs),
    settledMs: all.flatMap((counts) => counts.settledMs),
    sentences: add((counts) => counts.sentences),
    cuts: add((counts) => counts.cuts),
    merges: add((counts) => counts.merges),
    endedMs: all.flatMap((counts) => counts.endedMs),
  };
}

export function scoresOf(counts: Counts): Scores {
  const { calls, cacheHits, lostWords, untranslatedLines } = counts;
  return {
    chrf: chrf(counts.pairs),
    bleu: bleu(counts.pairs),
    termAccuracy: ratio(counts.termsFound, counts.termsExpected),
    erasure: ratio(counts.erasedWords, counts.finalWords),
    replacements: 10 * ratio(counts.replacements, counts.lines),
    charactersPerCharacter: ratio(counts.sentCharacters, counts.spokenCharacters),
    calls,
    cacheHits,
    lostWords,
    untranslatedLines,
    cut: ratio(counts.cuts, counts.sentences),
    merged: ratio(counts.merges, counts.sentences),
    endedMs: percentiles(counts.endedMs),
    firstMs: percentiles(counts.firstMs),
    readableMs: percentiles(counts.readableMs),
    settledMs: percentiles(counts.settledMs),
  };
}

/** A speaker's words come in the order they were said, so the place of a line's first word tells its turn. */
function byTurn(turns: ReturnType<typeof turnsOf>, lines: readonly SeenLine[]): readonly string[][] {
  const hypotheses = turns.map((): string[] => []);
  const saidBefore = new Map<string, number>();
  for (const { speaker, versions } of lines) {
    const last = versions.at(-1);
    if (last === undefined) continue;
    const place = saidBefore.get(speaker) ?? 0;
    saidBefore.set(speaker, place + wordsOf(last.original).length);
    hypotheses[turnAt(turns, speaker, place)]?.push(last.text);
  }
  return hypotheses;
}

function turnAt(turns: ReturnType<typeof turnsOf>, speaker: string, place: number): number {
  let end = 0;
  return turns.findIndex((turn) => {
    if (turn.speaker.name !== speaker) return false;
    end += sum(turn.sentences.map((sentence) => wordsOf(sentence[turn.spoken]).length));
    return place < end;
  });
}

interface WordTimes {
  first: number;
  readable: number;
  settled: number;
}

function delaysOf(segments: readonly SpokenSegment[], lines: readonly SeenLine[]) {
  const firstMs: number[] = [];
  const readableMs: number[] = [];
  const settledMs: number[] = [];
  let lostWords = 0;
  for (const speaker of new Set(segments.map((segment) => segment.speaker.name))) {
    const times = lines.filter((line) => line.speaker === speaker).flatMap(timesOfWords);
    let place = 0;
    for (const segment of segments.filter((one) => one.speaker.name === speaker)) {
      const count = wordsOf(segment.text).length;
      const words = times.slice(place, place + count);
      place += count;
      lostWords += count - words.filter((word) => Number.isFinite(word.settled)).length;
      const after = (pick: (word: WordTimes) => number) => Math.max(...words.map(pick)) - segment.endedMs;
      firstMs.push(after((word) => word.first));
      readableMs.push(after((word) => word.readable));
      settledMs.push(after((word) => word.settled));
    }
  }
  return {
    firstMs: firstMs.filter(Number.isFinite),
    readableMs: readableMs.filter(Number.isFinite),
    settledMs: settledMs.filter(Number.isFinite),
    lostWords,
  };
}

/** When each word of a line was first there at all, in the reader's language, and for good. */
function timesOfWords({ versions }: SeenLine): readonly WordTimes[] {
  const words = wordsOf(versions.at(-1)?.original ?? '').map(
    (): WordTimes => ({ first: Infinity, readable: Infinity, settled: Infinity }),
  );
  for (const { atMs, original, isReadable, settled } of versions) {
    for (const word of words.slice(0, wordsOf(original).length)) {
      word.first = Math.min(word.first, atMs);
      if (isReadable) word.readable = Math.min(word.readable, atMs);
      if (settled) word.settled = Math.min(word.settled, atMs);
    }
  }
  return words;
}

function percentiles(values: readonly number[]): Percentiles {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
