import type { ReactNode } from 'react';
import type { OperatorReport, StorageReport } from '../../shared/reports/operator-report.ts';
import { EngineList } from './engine-list.tsx';
import { Facts, Section } from './facts.tsx';
import styles from './operator-page.module.css';
import { age, bytes, count, dateAndTime, duration, languageName, timeOfDay } from './operator-words.ts';

export interface ReportViewProps {
  readonly report: OperatorReport;
  readonly isStale: boolean;
}

/** One report, read-only. */
export function ReportView({ report, isStale }: ReportViewProps): ReactNode {
  const { node, engines, viewers, storage, retention, streams, at } = report;
  const { id } = node;
  return (
    <>
      <p className={styles.news}>
        {id === undefined ? 'This server' : <>Node {<code>{id}</code>}</>} at {timeOfDay(at)}, every five
        seconds while you look.
        {id !== undefined &&
          ' Engines, streams, viewers and process are this node’s; storage is shared by all.'}
      </p>
      <p className={styles.trouble} role="alert">
        {isStale && `The server does not answer now: these are the numbers of ${timeOfDay(at)}.`}
        {node.redisAway === true && ' Redis does not answer: nodes do not hear each other.'}
      </p>
      <Section title="Engines, since the start" note="In the order in which they are asked.">
        <EngineList engines={engines} />
      </Section>
      <div className={styles.columns}>
        <Section title="Viewers">
          <Facts
            facts={[
              ['Open panels', count(viewers.open)],
              ['Connections without a token', count(viewers.pending)],
              ['Meetings captured or read', count(viewers.meetings)],
              ...viewers.languages.map(
                ({ language, viewers: readers }) =>
                  [`Reading ${languageName(language)}`, count(readers)] as const,
              ),
            ]}
          />
        </Section>
        <Section title="Storage and retention">
          <Facts facts={storageFacts(storage, retention)} />
        </Section>
        <Section title="Process">
          <Facts
            facts={[
              ['Version', node.versions.app],
              ['Node.js', node.versions.node],
              ['Running for', age(at - node.startedAt)],
              ['Memory', `${bytes(node.memory.residentBytes)}, heap ${bytes(node.memory.heapBytes)}`],
              ['Processor', processor(node.cpuSeconds, at - node.startedAt)],
              [
                'Event loop delay',
                `${duration(node.eventLoop.p50)} (p50), ${duration(node.eventLoop.p99)} (p99)`,
              ],
              ['Stalls over 100 ms', stalls(node.eventLoop)],
              ...(node.all === undefined ? [] : [['Nodes', nodesOf(node.all, id)] as const]),
            ]}
          />
        </Section>
      </div>
      <Section title={`Open streams: ${count(streams.length)}`}>
        <Streams streams={streams} at={at} />
      </Section>
    </>
  );
}

function storageFacts(storage: StorageReport, { hours, maxHours }: OperatorReport['retention']) {
  const { kind, version, bytes: size, walBytes, inMemory, records, oldestExpiry } = storage;
  return [
    ['Database', `${kind === 'sqlite' ? 'SQLite' : 'PostgreSQL'} ${version}`],
    ['Size', bytes(size)],
    ...(walBytes === undefined ? [] : [['Write-ahead log', bytes(walBytes)] as const]),
    [inMemory === true ? 'Records, in memory only' : 'Records', count(records)],
    ...(oldestExpiry === undefined ? [] : [['Next deletion', dateAndTime(oldestExpiry)] as const]),
    [
      'Kept after the last sentence',
      hours === 0
        ? 'in memory, for an hour'
        : `${count(hours)}\u00a0h, by hosts up to ${count(maxHours)}\u00a0h`,
    ],
  ] as const;
}

function processor(seconds: number, upMs: number): string {
  const share = upMs <= 0 ? 0 : (seconds * 1_000) / upMs;
  return `${(share * 100).toFixed(1)} % of a core`;
}

function stalls({ stalls: number, longestStall }: OperatorReport['node']['eventLoop']): string {
  return number === 0 ? 'none' : `${count(number)}, the longest ${duration(longestStall)}`;
}

function nodesOf(all: readonly string[], own: string | undefined): ReactNode {
  return (
    <ul className={styles.nodes}>
      {all.map((id) => (
        <li key={id}>
          <code>{id}</code>
          {id === own && ' (this one)'}
        </li>
      ))}
    </ul>
  );
}

function Streams({ streams, at }: { streams: OperatorReport['streams']; at: number }): ReactNode {
  if (streams.length === 0) return <p className="hint">No meeting is captured now.</p>;
  return (
    <table className={`table ${styles.streams}`}>
      <thead>
        <tr>
          <th scope="col">Stream</th>
          <th scope="col">Meeting</th>
          <th scope="col">State</th>
          <th scope="col">Age</th>
        </tr>
      </thead>
      <tbody>
        {streams.map(({ streamId, meetingId, state, startedAt }) => (
          <tr key={streamId}>
            <td>
              <code>{streamId}</code>
            </td>
            <td>
              <code>{meetingId}</code>
            </td>
            <td>{state}</td>
            <td>{age(at - startedAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
