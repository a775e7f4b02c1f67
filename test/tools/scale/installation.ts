/** Many nodes on paper: how busy each part is with so many meetings, and what is full first. Rates are those of the server's code. */
import type { Services } from './measured.ts';
import { type Costs, type NodeFigures, simulateNode } from './node-model.ts';

/** What one meeting is like. */
interface Usage {
  readonly readersPerMeeting: number;
  /** That are read, the original among them. */
  readonly languages: number;
  readonly linesPerSecond: number;
  /** Joins of a reader in an hour: panels are opened, and connect again. */
  readonly joinsPerReaderHour: number;
}

/** How nodes and meetings are arranged. */
export interface Arrangement {
  readonly name: string;
  /** Meetings of one installation with a Redis and a PostgreSQL of its own; absent: all are in one. */
  readonly shardMeetings?: number;
  /** Panels are led to the node that owns their meeting; else to any. */
  readonly panelsAtOwner: boolean;
  /** Each node asks for all open meetings each second; else one node asks for all. */
  readonly everyNodeLooks: boolean;
}

interface Capacity {
  /** Of one event loop that may be busy: people arrive at the same minute. */
  readonly loopShare: number;
  readonly postgresCores: number;
  /** The largest installation that is thought of. */
  readonly mostNodes: number;
}

/** Busy shares; 1: full. */
interface Shares {
  readonly 'event loop of a node': number;
  readonly 'transactions of a node': number;
  readonly 'Redis, one thread': number;
  readonly 'PostgreSQL, cores': number;
}

export interface Installation {
  readonly meetings: number;
  readonly shards: number;
  /** Of each shard. */
  readonly nodes: number;
  /** Longest piece of work of the event loop: the answer with all open meetings. */
  readonly lookMs: number;
  readonly shares: Shares;
  readonly redisCallsPerSecond: number;
  readonly transactionsPerSecond: number;
  readonly rowsReadPerSecond: number;
}

export interface Model {
  readonly usage: Usage;
  readonly costs: Costs;
  /** A line with its translations and deliveries on a loop that has other work: see `lineAtWork`. */
  readonly lineAtWorkMs: number;
  readonly joinMs: number;
  readonly services: Services;
  readonly capacity: Capacity;
}

const MICROS = 1_000_000;
/** `meeting-leases.ts`, `meeting-node.ts`, `read-rooms.ts`, `webhook-inbox.ts`, `meters.ts`, `stream-ledger.ts`. */
const RENEWALS_PER_SECOND = 1;
const LOOKS_PER_SECOND = 1;
const FOLLOWS_PER_SECOND = 1 / 2;
const REPEATS_PER_SECOND = 1 / 2.5;
/** Of a stream's row: media is good. */
const MARKS_PER_SECOND = 1 / 2;
/** Characters are added by a write of each meeting that was translated meanwhile, in the group commit of its node. */
const METER_SECONDS = 2;
/** Of a node: open meetings, webhooks, marks. */
const POLLS_PER_SECOND = 1 + 1 / 2 + 1 / 2;
const LEASES_PER_CALL = 200;

/** With the fewest nodes that keep the event loops below their share; with the most where none are enough. */
export function installationOf(meetings: number, arrangement: Arrangement, model: Model): Installation {
  const shards = Math.ceil(meetings / (arrangement.shardMeetings ?? meetings));
  const each = meetings / shards;
  const { loopShare, mostNodes } = model.capacity;
  const isEnough = (nodes: number) =>
    sharesOf(each, nodes, arrangement, model).shares['event loop of a node'] <= loopShare;
  let [low, high] = [1, mostNodes];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle + 1;
  }
  return { ...sharesOf(each, low, arrangement, model), meetings, shards };
}

/** One shard. */
export function sharesOf(
  meetings: number,
  nodes: number,
  arrangement: Arrangement,
  { usage, lineAtWorkMs, joinMs, services, capacity }: Model,
): Omit<Installation, 'shards'> {
  const { redis, postgres, sqlite } = services;
  const isAlone = nodes === 1;
  const lines = meetings * usage.linesPerSecond;
  const readers = meetings * usage.readersPerMeeting;
  // A batch goes to each node that has a reader of its language; a reader's node is any node.
  const homes = arrangement.panelsAtOwner ? 1 : distinct(usage.readersPerMeeting, nodes);
  const roomHomes = arrangement.panelsAtOwner
    ? 1
    : distinct(usage.readersPerMeeting / usage.languages, nodes);
  const batches = isAlone ? 0 : lines * usage.languages;
  const received = batches * roomHomes;
  const looking = isAlone ? 0 : LOOKS_PER_SECOND * (arrangement.everyNodeLooks ? nodes : 1);
  const exchanges = isAlone ? 0 : meetings * (FOLLOWS_PER_SECOND + REPEATS_PER_SECOND * homes);
  const renewals = isAlone ? 0 : meetings * RENEWALS_PER_SECOND;

  const meters = (meetings * (1 - Math.exp(-METER_SECONDS * usage.linesPerSecond))) / METER_SECONDS;
  const writes = lines * (1 + usage.languages) + meters;
  const group = biggest(postgres);
  const writeMs = group.milliseconds / group.writes;
  const writeCpuMs = Math.max(0, group.nodeCpuMsPerWrite - biggest(sqlite).nodeCpuMsPerWrite);
  const lookMs = isAlone
    ? 0
    : (meetings * (postgres.openMeeting.nodeCpuMicros + redis.askedLease.nodeCpuMicros)) / 1_000;

  const loopMs =
    lines * lineAtWorkMs +
    writes * writeCpuMs +
    (readers * usage.joinsPerReaderHour * joinMs) / 3_600 +
    looking * lookMs +
    (exchanges * redis.exchange.nodeCpuMicros +
      renewals * redis.renewedLease.nodeCpuMicros +
      (batches + received) * redis.publish.nodeCpuMicros) /
      1_000;
  const redisMicros =
    exchanges * redis.exchange.redisMicros +
    renewals * redis.renewedLease.redisMicros +
    looking * meetings * redis.askedLease.redisMicros +
    (batches + received) * redis.publish.redisMicros;
  const transactionMs = transactionOf(postgres);
  const busyGroups = Math.min(writes / nodes, 1_000 / (transactionMs + writeMs));
  const rows = looking * meetings;
  const marked = meetings * MARKS_PER_SECOND;
  return {
    meetings,
    nodes,
    lookMs,
    shares: {
      'event loop of a node': loopMs / 1_000 / nodes,
      'transactions of a node': ((writes / nodes) * writeMs) / 1_000,
      'Redis, one thread': redisMicros / MICROS,
      'PostgreSQL, cores':
        ((writes * writeMs) / 1_000 +
          (rows * postgres.openMeeting.wallMicros + marked * postgres.mark.wallMicros) / MICROS) /
        capacity.postgresCores,
    },
    redisCallsPerSecond: exchanges + renewals / LEASES_PER_CALL + looking + batches,
    transactionsPerSecond: nodes * (busyGroups + (isAlone ? 0 : POLLS_PER_SECOND)),
    rowsReadPerSecond: rows,
  };
}

/** CPU per line of a node with this many meetings: turns are shared, and caches warm, as far as it is busy. */
export function lineAtWork(meetings: number, { usage, costs }: Pick<Model, 'usage' | 'costs'>): number {
  return simulateNode(
    {
      ...nodeLoad(usage),
      meetings,
    },
    { ...costs, receiptMs: 0 },
    { seed: 1, seconds: 20 },
  ).cpuMsPerLine;
}

function nodeLoad(usage: Usage) {
  return {
    readersPerMeeting: usage.readersPerMeeting,
    languages: usage.languages,
    readsOriginal: true,
    linesPerSecond: usage.linesPerSecond,
    arrivals: 'poisson',
    // As LibreTranslate was measured.
    engine: { medianMs: 180, p95Ms: 600 },
  } as const;
}

/** One node of an installation, played: delays that shares do not show. Readers are on the node, and on machines of their own. */
export function playNode(installation: Installation, { usage, costs, services }: Model): NodeFigures {
  const group = biggest(services.postgres);
  return simulateNode(
    {
      ...nodeLoad(usage),
      meetings: Math.max(1, Math.round(installation.meetings / installation.shards / installation.nodes)),
      commit: {
        transactionMs: transactionOf(services.postgres),
        writeMs: group.milliseconds / group.writes,
      },
      lookMs: installation.lookMs,
    },
    { ...costs, receiptMs: 0 },
    { seed: 1, seconds: 20 },
  );
}

/** The part that is busiest. */
export function fullest({ shares }: Pick<Installation, 'shares'>): readonly [string, number] {
  return Object.entries(shares).toSorted(([, a], [, b]) => b - a)[0] ?? ['', 0];
}

/** Meetings at which some part is full with as many nodes as the loops need. */
export function limitOf(
  arrangement: Arrangement,
  model: Model,
): { readonly meetings: number; readonly part: string } {
  let [low, high] = [1, 10_000_000];
  while (high - low > Math.max(1, low / 100)) {
    const middle = Math.floor((low + high) / 2);
    if (isFull(installationOf(middle, arrangement, model), model.capacity)) high = middle;
    else low = middle;
  }
  const full = installationOf(high, arrangement, model);
  return { meetings: low, part: fullest(full)[0] };
}

function isFull(installation: Installation, { loopShare }: Capacity): boolean {
  const { 'event loop of a node': loop, ...others } = installation.shares;
  return loop > loopShare || Object.values(others).some((share) => share > 1);
}

/** Expected number of nodes that some of these readers are on. */
function distinct(readers: number, nodes: number): number {
  return nodes * (1 - (1 - 1 / nodes) ** readers);
}

type Writes = Services['postgres'];

function biggest({ groups }: Writes): Writes['groups'][number] {
  const last = groups.toSorted((a, b) => b.writes - a.writes)[0];
  if (last === undefined) throw new Error('no group was measured');
  return last;
}

/** What a group costs whatever it writes: begin, guard, commit. */
function transactionOf(writes: Writes): number {
  const most = biggest(writes);
  const least = writes.groups.toSorted((a, b) => a.writes - b.writes)[0] ?? most;
  return Math.max(0, least.milliseconds - most.milliseconds / most.writes);
}
