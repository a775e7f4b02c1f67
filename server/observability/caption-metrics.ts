/** What readers got: how late, how steady, how often not at all. By language and by who translated. */
import { Counter, Histogram, type Registry } from 'prom-client';
import { erasureOf } from '../captions/model/erasure.ts';
import type { CaptionMeasures } from '../captions/ports/outlet.ts';

/** A caption in the speaker's language takes some milliseconds; the chain gives up after 4 s, catch-up after 15 s. */
const DELAY_BUCKETS_S = [0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 1, 1.5, 2, 2.5, 3, 4, 6, 10, 20];

export function createCaptionMetrics(registry: Registry): CaptionMeasures {
  const registers = [registry];
  const delays = new Histogram({
    name: 'captions_delay_seconds',
    help: 'From the last frame of a sentence to its settled text sent.',
    labelNames: ['engine', 'language'],
    buckets: DELAY_BUCKETS_S,
    registers,
  });
  const lines = new Counter({
    name: 'captions_lines_total',
    help: 'Lines that were settled as they were spoken.',
    labelNames: ['engine', 'language'],
    registers,
  });
  const perLanguage = (name: string, help: string) =>
    new Counter({ name, help, labelNames: ['language'], registers });
  const erased = perLanguage(
    'captions_erased_words_total',
    'Words of translations that were shown and taken back.',
  );
  const final = perLanguage('captions_final_words_total', 'Words of settled translations.');
  const late = perLanguage(
    'captions_late_lines_total',
    'Shown in the original first: the translation took too long.',
  );
  const untranslated = perLanguage(
    'captions_untranslated_lines_total',
    'Settled in the original: no engine could.',
  );
  return {
    settled: ({ language, engine, delayMs, shownTexts, wasLate, isUntranslated }) => {
      delays.observe({ engine, language }, delayMs / 1_000);
      lines.inc({ engine, language });
      const { erasedWords, finalWords } = erasureOf(shownTexts);
      erased.inc({ language }, erasedWords);
      final.inc({ language }, finalWords);
      late.inc({ language }, wasLate ? 1 : 0);
      untranslated.inc({ language }, isUntranslated ? 1 : 0);
    },
  };
}
