/** Nodes are killed, stopped and replaced, PostgreSQL and Redis are cut off; one fault at a time, drawn by dice. */
import { delay } from '../../../../server/lib/delay.ts';
import type { Dice } from '../../../support/dice.ts';
import type { Counts } from '../counts.ts';
import type { SpokenRecord } from '../meetings/spoken-record.ts';
import type { SoakNode } from './soak-node.ts';
import type { SoakNodes } from './soak-nodes.ts';

const BETWEEN_FAULTS_MS = [4_000, 10_000] as const;
/** Leases end, streams are taken over and readers come back within this time after a fault. */
const AFTERMATH_MS = 12_000;
const SHORT_CUT_MS = 3_000;
const LONG_CUT_MS = 30_000;
const LONG_CUTS = 0.1;
/** What a process received so shortly before it was killed, it may not have stored. */
const UNSTORED_MS = 1_500;
/** What was sent so shortly before the socket of a hand-over closed, nobody has read. */
const UNDER_WAY_MS = 300;
/** What came so shortly before another node took over may still wait to be stored. */
const BACKLOG_MS = 5_000;
/** The operating system closes the sockets of a killed process. */
const CLOSED_WITHIN_MS = 500;
const DRAINED_WITHIN_MS = 5_000;

export interface NodeFaultsOptions {
  readonly soak: SoakNodes;
  readonly dice: Dice;
  readonly counts: Counts;
  readonly records: () => readonly SpokenRecord[];
  /** Notes which media sockets have closed. */
  readonly lookAtSockets: () => void;
  readonly violated: (what: string) => void;
  readonly progress: (line: string) => void;
}

export class NodeFaults {
  readonly #options: NodeFaultsOptions;
  #calmSince = Date.now();
  #isBroken = false;

  constructor(options: NodeFaultsOptions) {
    this.#options = options;
  }

  /** Nothing is broken, and the aftermath of what was broken is over. */
  get isCalm(): boolean {
    return !this.#isBroken && Date.now() - this.#calmSince > AFTERMATH_MS;
  }

  /** Until `signal` aborts; then everything is well again. */
  async run(signal: AbortSignal): Promise<void> {
    const { dice, counts } = this.#options;
    while (!signal.aborted) {
      await dice.pass(...BETWEEN_FAULTS_MS, signal);
      if (signal.aborted) return;
      const fault = dice.weighted([
        [3, 'killed'],
        [3, 'drained'],
        [3, 'stopped'],
        [2, 'postgres'],
        [2, 'redis'],
      ] as const);
      this.#isBroken = true;
      const name = `fault: node ${fault === 'postgres' || fault === 'redis' ? `cut off from ${fault}` : fault}`;
      counts.add(name);
      this.#options.progress(`${new Date().toISOString()} ${name}`);
      await this.#happens(fault, signal);
      this.#isBroken = false;
      this.#options.progress(`${new Date().toISOString()} mended`);
      this.#calmSince = Date.now();
    }
  }

  async #happens(
    fault: 'killed' | 'drained' | 'stopped' | 'postgres' | 'redis' | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    switch (fault) {
      case 'killed':
        return this.#kill();
      case 'drained':
        return this.#drain();
      case 'stopped':
        return this.#stop(signal);
      case 'postgres':
      case 'redis':
        return this.#cut(fault, signal);
      default:
        return;
    }
  }

  async #kill(): Promise<void> {
    const { soak, dice } = this.#options;
    const victim = this.#replaceable();
    const at = Date.now();
    await victim?.end('SIGKILL');
    await delay(CLOSED_WITHIN_MS);
    this.#options.lookAtSockets();
    for (const record of this.#options.records())
      record.atRisk('killed', { since: at - UNSTORED_MS, closedSince: at, withinMs: UNSTORED_MS });
    await delay(dice.between(0, 3_000));
    await soak.add();
  }

  async #drain(): Promise<void> {
    const { soak, violated } = this.#options;
    const victim = this.#replaceable();
    await soak.add();
    const at = Date.now();
    const code = await victim?.end('SIGTERM');
    const tookMs = Date.now() - at;
    if (code !== 0) violated(`a drained node ended with code ${code}`);
    if (tookMs > DRAINED_WITHIN_MS) violated(`a drained node took ${tookMs} ms`);
    await this.#handedOver(at);
  }

  async #stop(signal: AbortSignal): Promise<void> {
    const { soak, dice } = this.#options;
    const victim = dice.pick(soak.up);
    const at = Date.now();
    victim?.stop();
    await delay(dice.between(1_000, 9_000), signal);
    victim?.continue();
    await this.#handedOver(at);
  }

  async #cut(service: 'postgres' | 'redis', signal: AbortSignal): Promise<void> {
    const { soak, dice } = this.#options;
    const all = soak.up;
    const one = dice.pick(all);
    const victims = dice.chance(0.6) ? all : one === undefined ? [] : [one];
    const at = Date.now();
    for (const { proxies } of victims) proxies?.[service].cut();
    await delay(dice.chance(LONG_CUTS) ? LONG_CUT_MS : SHORT_CUT_MS, signal);
    for (const { proxies } of victims) proxies?.[service].mend();
    await this.#handedOver(at);
  }

  /** Meetings may have gone from one node to another since `at`. */
  async #handedOver(at: number): Promise<void> {
    await delay(3_000);
    this.#options.lookAtSockets();
    for (const record of this.#options.records()) {
      record.atRisk('handed-over', { since: at - UNDER_WAY_MS, closedSince: at, withinMs: UNDER_WAY_MS });
      record.late(at - BACKLOG_MS);
    }
  }

  /** The first node lives as long as the soak, so that its memory can be compared. */
  #replaceable(): SoakNode | undefined {
    const { soak, dice } = this.#options;
    return dice.pick(soak.up.filter((node) => node !== soak.nodes[0]));
  }
}
