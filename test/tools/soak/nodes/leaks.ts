/** After the soak: no node keeps meetings, streams, sockets or timers, and no key in Redis stays. */
import { delay } from '../../../../server/lib/delay.ts';
import type { SoakNode } from './soak-node.ts';
import type { SoakNodes } from './soak-nodes.ts';

const ASK_AGAIN_MS = 1_000;
/** The pool of the database and kept-alive connections to the engine open and close by themselves. */
const SPARE_RESOURCES = 3;
/** Zero as soon as the last meeting has ended and the last reader has left. */
const GAUGES_AT_ONCE = ['captions_viewers', 'captions_pending_connections', 'captions_streams_open'] as const;
/** Zero once idle meetings have left memory. */
const GAUGES_LATER = ['captions_meetings'] as const;

export interface LeakOptions {
  readonly soak: SoakNodes;
  /** What lives in a node that has just started. */
  readonly fresh: Readonly<Record<string, number>>;
  /** For how long nodes may put things away, milliseconds; too short for idle meetings: those are not asked for. */
  readonly patienceMs: number;
  readonly includeIdle: boolean;
}

/** Asks until nothing is left; after the patience, says what is. */
export async function findLeaks(options: LeakOptions): Promise<readonly string[]> {
  const deadline = Date.now() + options.patienceMs;
  for (;;) {
    const leaks = await leaksNow(options);
    if (leaks.length === 0 || Date.now() > deadline) return leaks;
    await delay(ASK_AGAIN_MS);
  }
}

async function leaksNow({ soak, fresh, includeIdle }: LeakOptions): Promise<readonly string[]> {
  const ofNodes = await Promise.all(soak.alive.map((node) => leaksOf(node, fresh, includeIdle)));
  const keys = (await soak.redisKeys()).filter(({ expires }) => includeIdle || !expires);
  return [...ofNodes.flat(), ...keys.map(({ key }) => `Redis keeps the key ${key.split(':', 1)[0]}`)];
}

async function leaksOf(
  node: SoakNode,
  fresh: Readonly<Record<string, number>>,
  includeIdle: boolean,
): Promise<readonly string[]> {
  const metrics = await node.metrics();
  const gauges = [...GAUGES_AT_ONCE, ...(includeIdle ? GAUGES_LATER : [])];
  const { resources } = await node.state();
  return [
    ...gauges
      .filter((name) => metrics.get(name) !== 0)
      .map((name) => `${node.name}: ${name} is ${metrics.get(name) ?? 'missing'}`),
    ...(includeIdle ? Object.entries(resources) : [])
      .filter(([kind, count]) => count > (fresh[kind] ?? 0) + SPARE_RESOURCES)
      .map(
        ([kind, count]) => `${node.name}: ${count} active ${kind}, ${fresh[kind] ?? 0} when it had started`,
      ),
  ];
}
