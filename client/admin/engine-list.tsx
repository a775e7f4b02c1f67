import type { ReactNode } from 'react';
import type { EngineReport } from '../../shared/reports/operator-report.ts';
import { Facts } from './facts.tsx';
import styles from './operator-page.module.css';
import { count, duration, usd } from './operator-words.ts';

export function EngineList({ engines }: { engines: readonly EngineReport[] }): ReactNode {
  if (engines.length === 0) {
    return <p className="hint">No engine can run: lines stay in the original. See TRANSLATE_ENGINES.</p>;
  }
  return (
    <ul className={styles.cards}>
      {engines.map((engine) => (
        <li key={engine.engine} className={styles.card}>
          <h3 data-tone={toneOf(engine)}>
            <span className="dot" aria-hidden="true" /> {engine.engine}
          </h3>
          <p className="hint">
            {engine.where}; {engine.serves}
          </p>
          <Facts facts={factsOf(engine)} />
        </li>
      ))}
    </ul>
  );
}

function factsOf(engine: EngineReport) {
  const { calls, failures, delayMs, meanCallMs } = engine;
  const failed = failures.reduce((sum, { count: number }) => sum + number, 0);
  const kinds = failures.map(({ kind, count: number }) => `${kind} ${count(number)}`).join(', ');
  return [
    ['State', isIdle(engine) ? 'not asked yet' : states[engine.breaker]],
    ['Now', `${count(engine.running)} under way, ${count(engine.waiting)} waiting`],
    ['Calls', `${count(calls)}, from memory ${count(engine.answeredFromCache)}`],
    ...(meanCallMs === undefined ? [] : [['Time of a call', `${duration(meanCallMs)} on average`] as const]),
    ...(delayMs === undefined
      ? []
      : [
          [
            'Spoken to shown',
            `${duration(delayMs.p50)} (p50), ${duration(delayMs.p95)} (p95) over ${count(delayMs.lines)} ${delayMs.lines === 1 ? 'line' : 'lines'}`,
          ] as const,
        ]),
    ['Failures', failed === 0 ? 'none' : `${share(failed, calls)}: ${kinds}`],
    ['Passed on to the next', count(engine.passedOn)],
    ['Characters', count(engine.characters)],
    ['Cost', costOf(engine)],
  ] as const;
}

function share(failed: number, calls: number): string {
  return calls === 0 ? count(failed) : `${((failed / calls) * 100).toFixed(1)} %`;
}

function costOf({ usd: amount, metered }: EngineReport): string {
  if (amount !== undefined) return usd(amount);
  return metered ? 'unknown: PRICES has none' : 'none';
}

/** What nobody asked has neither answered nor failed. */
function isIdle({ breaker, calls }: EngineReport): boolean {
  return breaker === 'closed' && calls === 0;
}

function toneOf(engine: EngineReport): 'quiet' | 'live' | 'working' | 'trouble' {
  return isIdle(engine) ? 'quiet' : tones[engine.breaker];
}

const states: Readonly<Record<EngineReport['breaker'], string>> = {
  closed: 'answers',
  open: 'left alone after failures',
  'half-open': 'on trial after failures',
  paused: 'paused: it refused',
};

const tones: Readonly<Record<EngineReport['breaker'], 'live' | 'working' | 'trouble'>> = {
  closed: 'live',
  open: 'trouble',
  'half-open': 'working',
  paused: 'trouble',
};
