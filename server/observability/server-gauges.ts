/** Numbers that the parts keep themselves, read when the metrics are. */
import { Counter, Gauge, type Registry } from 'prom-client';
import type { LiveMeetings } from '../captions/live-meetings.ts';
import type { Cluster } from '../cluster/create-cluster.ts';
import type { CaptionBroadcast } from '../relay/caption-broadcast.ts';
import type { PanelServer } from '../relay/panel-server.ts';
import type { TranslationService } from '../translation/create-translation.ts';
import type { RtmsStreams } from '../zoom/rtms/streams.ts';
import type { EventLoopWatchdog } from './event-loop-watchdog.ts';

export interface ObservedParts {
  readonly broadcast: Pick<CaptionBroadcast, 'viewers'>;
  readonly panels: Pick<PanelServer, 'pendingConnections'>;
  readonly meetings: Pick<LiveMeetings, 'count'>;
  readonly streams: Pick<RtmsStreams, 'openStreams' | 'counters'>;
  readonly translation: Pick<TranslationService, 'engineStates'>;
  readonly watchdog: Pick<EventLoopWatchdog, 'numbers'>;
  /** Absent: this process is the only node. */
  readonly cluster: Pick<Cluster, 'held' | 'redis' | 'channels'> | undefined;
}

interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

export function observeServer(registry: Registry, parts: ObservedParts): void {
  const { broadcast, panels, meetings, streams, translation, watchdog, cluster } = parts;
  const { gauge, counter } = readers(registry);
  gauge('captions_viewers', 'Open panel sockets.', () => [{ value: broadcast.viewers }]);
  gauge('captions_pending_connections', 'Connections without a token.', () => [
    { value: panels.pendingConnections },
  ]);
  gauge('captions_meetings', 'Meetings that are captured or read.', () => [{ value: meetings.count }]);
  gauge('captions_meetings_owned', 'Meetings whose streams and versions are of this node.', () => [
    { value: cluster?.held.count ?? meetings.count },
  ]);
  counter('captions_meetings_lost_total', 'How often another node took a meeting of this one.', () => [
    { value: cluster?.held.timesLost ?? 0 },
  ]);
  counter('captions_unpublished_messages_total', 'Messages to other nodes that Redis did not take.', () => [
    { value: cluster?.channels.unpublished ?? 0 },
  ]);
  gauge('captions_redis_away', '1 while Redis, which several nodes share, does not answer.', () => [
    { value: cluster === undefined || cluster.redis.isReady ? 0 : 1 },
  ]);
  gauge('captions_streams_open', 'RTMS streams that are open.', () => [{ value: streams.openStreams }]);
  counter(
    'captions_rtms_total',
    'What the RTMS streams have seen.',
    () => Object.entries(streams.counters).map(([what, value]) => ({ labels: { what }, value })),
    ['what'],
  );
  gauge(
    'captions_engine_breaker_open',
    '1 while an engine is left alone after failures.',
    () =>
      translation
        .engineStates()
        .map(({ engine, breaker }) => ({ labels: { engine }, value: breaker === 'closed' ? 0 : 1 })),
    ['engine'],
  );
  counter('event_loop_stalls_total', 'How often the event loop stood still for more than 100 ms.', () => [
    { value: watchdog.numbers.stalls },
  ]);
  gauge('event_loop_longest_stall_seconds', 'The longest stall since the start.', () => [
    { value: watchdog.numbers.longestStallMs / 1_000 },
  ]);
  gauge(
    'event_loop_delay_seconds',
    'How late timers were since the start, from the histogram of perf_hooks.',
    () => {
      const { p50, p95, p99 } = watchdog.numbers.delayMs;
      return Object.entries({ '0.5': p50, '0.95': p95, '0.99': p99 }).map(([quantile, ms]) => ({
        labels: { quantile },
        value: ms / 1_000,
      }));
    },
    ['quantile'],
  );
}

/** Metrics whose samples are made when somebody asks. */
function readers(registry: Registry) {
  const registers = [registry];
  const gauge = (
    name: string,
    help: string,
    samples: () => readonly Sample[],
    labelNames: readonly string[] = [],
  ) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers,
      collect() {
        for (const { labels = {}, value } of samples()) this.set(labels, value);
      },
    });
  const counter = (
    name: string,
    help: string,
    samples: () => readonly Sample[],
    labelNames: readonly string[] = [],
  ) =>
    new Counter({
      name,
      help,
      labelNames,
      registers,
      collect() {
        this.reset();
        for (const { labels = {}, value } of samples()) this.inc(labels, value);
      },
    });
  return { gauge, counter };
}
