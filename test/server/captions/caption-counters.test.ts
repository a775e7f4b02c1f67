import { describe, expect, it } from 'vitest';
import { CaptionCounters } from '../../../server/captions/caption-counters.ts';

describe('the counters of delivered captions', () => {
  const line = {
    language: 'es',
    engine: 'libre',
    delayMs: 10,
    shownTexts: ['Mañana vamos', 'Mañana vamos a hablar'],
    wasLate: false,
    isUntranslated: false,
  };

  it('give the delay of the newest lines by language and engine', () => {
    const counters = new CaptionCounters();
    for (let delayMs = 1; delayMs <= 1_000; delayMs++) counters.settled({ ...line, delayMs });
    counters.settled({ ...line, engine: 'deepl', delayMs: 300 });
    expect(counters.deliveries()).toEqual([
      { language: 'es', engine: 'libre', lines: 1_000, delayMs: { p50: 750, p95: 975, p99: 995 } },
      { language: 'es', engine: 'deepl', lines: 1, delayMs: { p50: 300, p95: 300, p99: 300 } },
    ]);
  });

  it('count erased words, late lines and untranslated lines', () => {
    const counters = new CaptionCounters();
    counters.settled(line);
    counters.settled({ ...line, shownTexts: ['Hoy vamos', 'Mañana vamos'], wasLate: true });
    counters.settled({ ...line, engine: 'untranslated', shownTexts: [], isUntranslated: true });
    expect(counters.quality()).toEqual([
      { language: 'es', erasedWords: 2, finalWords: 6, lateLines: 1, untranslatedLines: 1 },
    ]);
  });
});
