/** What `/metrics` says of the parts. */
import type { CaptionCounters, LanguageQuality } from './captions/caption-counters.ts';
import type { LiveMeetings } from './captions/live-meetings.ts';
import type { EventLoopWatchdog } from './event-loop-watchdog.ts';
import { gauge, type Metric, prometheusText, type Sample } from './metrics.ts';
import type { CaptionBroadcast } from './relay/caption-broadcast.ts';
import type { PanelServer } from './relay/panel-server.ts';
import type { TranslationService } from './translation/create-translation.ts';
import type { LanguageCounters } from './translation/metering/engine-measures.ts';
import type { RtmsStreams } from './zoom/rtms/streams.ts';

export function metricsOf(parts: {
  readonly broadcast: Pick<CaptionBroadcast, 'viewers'>;
  readonly panels: Pick<PanelServer, 'pendingConnections'>;
  readonly meetings: LiveMeetings;
  readonly counters: CaptionCounters;
  readonly streams: RtmsStreams;
  readonly translation: TranslationService;
  readonly watchdog: Pick<EventLoopWatchdog, 'numbers'>;
}): string {
  const { broadcast, panels, meetings, counters, streams, translation } = parts;
  const loop = parts.watchdog.numbers;
  const { engines, languages } = translation.metrics();
  const perLanguage = (
    name: string,
    help: string,
    count: (counters: LanguageCounters) => number,
  ): Metric => ({
    name,
    help,
    type: 'counter',
    samples: languages.map((counters) => ({
      labels: { engine: counters.engine, language: counters.language },
      value: count(counters),
    })),
  });
  const perReader = (
    name: string,
    help: string,
    count: Exclude<keyof LanguageQuality, 'language'>,
  ): Metric => ({
    name,
    help,
    type: 'counter',
    samples: counters
      .quality()
      .map((quality): Sample => ({ labels: { language: quality.language }, value: quality[count] })),
  });
  return prometheusText([
    gauge('captions_viewers', 'Open panel sockets.', broadcast.viewers),
    gauge('captions_pending_connections', 'Connections without a token.', panels.pendingConnections),
    {
      name: 'event_loop_stalls_total',
      help: 'How often the event loop stood still for more than 100 ms.',
      type: 'counter',
      samples: [{ value: loop.stalls }],
    },
    gauge(
      'event_loop_longest_stall_seconds',
      'The longest stall since the start.',
      loop.longestStallMs / 1_000,
    ),
    {
      name: 'event_loop_delay_seconds',
      help: 'How late timers were since the start.',
      type: 'gauge',
      samples: Object.entries({
        '0.5': loop.delayMs.p50,
        '0.95': loop.delayMs.p95,
        '0.99': loop.delayMs.p99,
      }).map(([quantile, ms]): Sample => ({ labels: { quantile }, value: ms / 1_000 })),
    },
    gauge('captions_meetings', 'Meetings that are captured or read.', meetings.count),
    gauge('captions_streams_open', 'RTMS streams that are open.', streams.openStreams),
    {
      name: 'captions_rtms_total',
      help: 'What the RTMS streams have seen.',
      type: 'counter',
      samples: Object.entries(streams.counters).map(([what, value]): Sample => ({ labels: { what }, value })),
    },
    {
      name: 'captions_delay_seconds',
      help: 'From the last frame of a sentence to its settled text sent; of the newest lines.',
      type: 'gauge',
      samples: counters
        .deliveries()
        .flatMap(({ language, engine, delayMs }) =>
          Object.entries({ '0.5': delayMs.p50, '0.95': delayMs.p95, '0.99': delayMs.p99 }).map(
            ([quantile, value]): Sample => ({ labels: { engine, language, quantile }, value: value / 1_000 }),
          ),
        ),
    },
    {
      name: 'captions_lines_total',
      help: 'Lines that were settled as they were spoken.',
      type: 'counter',
      samples: counters
        .deliveries()
        .map(({ language, engine, lines }): Sample => ({ labels: { engine, language }, value: lines })),
    },
    perReader(
      'captions_erased_words_total',
      'Words of translations that were shown and taken back.',
      'erasedWords',
    ),
    perReader('captions_final_words_total', 'Words of settled translations.', 'finalWords'),
    perReader(
      'captions_late_lines_total',
      'Shown in the original first: the translation took too long.',
      'lateLines',
    ),
    perReader(
      'captions_untranslated_lines_total',
      'Settled in the original: no engine could.',
      'untranslatedLines',
    ),
    perLanguage('captions_engine_calls_total', 'Calls of an engine.', ({ calls }) => calls),
    perLanguage(
      'captions_engine_characters_total',
      'Characters sent to an engine.',
      ({ characters }) => characters,
    ),
    perLanguage('captions_engine_cache_hits_total', 'Answered without a call.', ({ cacheHits }) => cacheHits),
    perLanguage(
      'captions_engine_fallbacks_total',
      'Passed on to the next engine.',
      ({ fallbacks }) => fallbacks,
    ),
    perLanguage(
      'captions_engine_terms_lost_total',
      'Translated again without the glossary.',
      ({ lostTerms }) => lostTerms,
    ),
    perLanguage('captions_engine_seconds_total', 'Time in the engine.', ({ engineMs }) => engineMs / 1_000),
    {
      name: 'captions_engine_failures_total',
      help: 'Failed calls by kind.',
      type: 'counter',
      samples: languages.flatMap(({ engine, language, failures }) =>
        Object.entries(failures).map(
          ([kind, value]): Sample => ({ labels: { engine, language, kind }, value }),
        ),
      ),
    },
    {
      name: 'captions_engine_breaker_open',
      help: '1 while an engine is left alone after failures.',
      type: 'gauge',
      samples: engines.map(({ engine, breaker }) => ({
        labels: { engine },
        value: breaker === 'closed' ? 0 : 1,
      })),
    },
  ]);
}
