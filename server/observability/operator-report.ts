/** Puts together what `/admin` shows: numbers, ids and states of the parts; no name, topic or spoken word. */
import type { OperatorReport, StreamReport } from '../../shared/reports/operator-report.ts';
import type { EngineReportParts } from './engine-report.ts';
import { engineReports } from './engine-report.ts';
import type { EventLoopWatchdog } from './event-loop-watchdog.ts';
import type { ObservedParts } from './server-gauges.ts';

export interface OperatorReportParts
  extends EngineReportParts,
    Pick<ObservedParts, 'broadcast' | 'panels' | 'meetings'> {
  readonly watchdog: Pick<EventLoopWatchdog, 'numbers'>;
  readonly streams: { readonly all: readonly StreamReport[] };
  readonly viewersByLanguage: () => OperatorReport['viewers']['languages'];
  readonly storage: { facts(): Promise<OperatorReport['storage']> };
  readonly retention: OperatorReport['retention'];
  readonly appVersion: string;
  /** Absent: this process is the only node. */
  readonly cluster?:
    | { readonly nodeId: string; readonly nodes: () => Promise<readonly string[] | undefined> }
    | undefined;
  readonly now: () => number;
}

/** The oldest, so that a page with a thousand streams stays readable. */
const MAX_STREAMS = 200;

export async function operatorReport(parts: OperatorReportParts): Promise<OperatorReport> {
  const { broadcast, panels, meetings, streams, storage, retention, now } = parts;
  const [engines, facts, node] = await Promise.all([engineReports(parts), storage.facts(), nodeOf(parts)]);
  return {
    at: now(),
    node,
    engines,
    streams: streams.all
      .map(({ streamId, meetingId, state, startedAt }) => ({ streamId, meetingId, state, startedAt }))
      .sort((a, b) => a.startedAt - b.startedAt)
      .slice(0, MAX_STREAMS),
    viewers: {
      open: broadcast.viewers,
      pending: panels.pendingConnections,
      meetings: meetings.count,
      languages: parts.viewersByLanguage(),
    },
    storage: facts,
    retention,
  };
}

async function nodeOf({
  cluster,
  watchdog,
  appVersion,
}: OperatorReportParts): Promise<OperatorReport['node']> {
  const { rss, heapUsed } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  const { stalls, longestStallMs, delayMs } = watchdog.numbers;
  const all = await cluster?.nodes();
  return {
    ...(cluster === undefined ? {} : { id: cluster.nodeId }),
    ...(all === undefined ? {} : { all }),
    ...(cluster !== undefined && all === undefined ? { redisAway: true } : {}),
    startedAt: Math.round(performance.timeOrigin),
    versions: { app: appVersion, node: process.version },
    memory: { residentBytes: rss, heapBytes: heapUsed },
    cpuSeconds: (user + system) / 1e6,
    eventLoop: { p50: delayMs.p50, p99: delayMs.p99, stalls, longestStall: longestStallMs },
  };
}
