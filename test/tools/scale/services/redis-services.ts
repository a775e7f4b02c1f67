/** Time of Redis and of the node for each call of the leases, the rooms and the messages. */
import { HeldMeetings } from '../../../../server/cluster/held-meetings.ts';
import { MeetingLeases } from '../../../../server/cluster/meeting-leases.ts';
import { ReadRooms } from '../../../../server/cluster/read-rooms.ts';
import { RedisLink } from '../../../../server/cluster/redis/redis-link.ts';
import { createLogger } from '../../../../server/logger.ts';
import { clearPrefix, ownPrefix, redisUrl } from '../../../support/redis.ts';

/** Microseconds. */
interface CallCost {
  /** Processor time of Redis' one thread, with what others asked of it meanwhile. */
  readonly redisMicros: number;
  readonly nodeCpuMicros: number;
  /** One of many sent at once: with the sockets of both sides. */
  readonly wallMicros: number;
}

export interface RedisServices {
  /** The rooms of one meeting, three languages on one node. */
  readonly exchange: CallCost;
  /** Per lease, 200 in a script. */
  readonly renewedLease: CallCost;
  /** Per meeting of other nodes, in one MGET. */
  readonly askedLease: CallCost;
  /** A batch of 600 bytes, one subscriber. */
  readonly publish: CallCost;
}

const MEETINGS = 2_000;
const ROUNDS = 3;

export async function measureRedis(): Promise<RedisServices> {
  const prefix = ownPrefix();
  const logger = createLogger('silent');
  await using redis = await RedisLink.open({ url: redisUrl, prefix, logger });
  const { commands, channels } = redis;
  const spent = async () => {
    const stats = await commands.info('cpu');
    const seconds = [...stats.matchAll(/used_cpu_(?:sys|user)_main_thread:([\d.]+)/g)].map(([, value]) =>
      Number(value),
    );
    return seconds.reduce((sum, value) => sum + 1_000_000 * value, 0);
  };
  /** The cheapest of several rounds: other programs use the same server. */
  const cost = async (operations: number, work: () => Promise<unknown>): Promise<CallCost> => {
    const rounds: CallCost[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const [before, startedAt, cpu] = [await spent(), performance.now(), process.cpuUsage()];
      await work();
      const { user, system } = process.cpuUsage(cpu);
      const wallMicros = (1_000 * (performance.now() - startedAt)) / operations;
      const redisMicros = ((await spent()) - before) / operations;
      rounds.push({ redisMicros, nodeCpuMicros: (user + system) / operations, wallMicros });
    }
    const least = (name: keyof CallCost) => Math.min(...rounds.map((round) => round[name]));
    return {
      redisMicros: least('redisMicros'),
      nodeCpuMicros: least('nodeCpuMicros'),
      wallMicros: least('wallMicros'),
    };
  };

  const ids = Array.from({ length: MEETINGS }, (_, index) => `meeting-${index}`);
  const rooms = new ReadRooms({ redis: commands, prefix, nodeId: 'node-a' });
  for (const id of ids) for (const room of ['original', 'es', 'fr']) rooms.opened(id, room);
  const exchange = await cost(MEETINGS, () => Promise.all(ids.map((id) => rooms.exchange(id))));
  rooms[Symbol.dispose]();

  const held = new HeldMeetings();
  for (const meetingId of ids) held.hold({ meetingId, token: 1 });
  const fences = { raise: async () => 1, current: async () => 1 };
  const settled = { isSettled: true };
  const leases = new MeetingLeases({
    redis: commands,
    link: settled,
    prefix,
    nodeId: 'node-a',
    held,
    fences,
    logger,
  });
  // The leases renew themselves, once a second.
  const renewals = 3;
  const renewedLease = await cost(
    renewals * MEETINGS,
    () => new Promise((resolve) => setTimeout(resolve, 1_000 * renewals)),
  );
  const other = new MeetingLeases({
    redis: commands,
    link: settled,
    prefix,
    nodeId: 'node-b',
    held: new HeldMeetings(),
    fences,
    logger,
  });
  const askedLease = await cost(MEETINGS, () => other.unowned(ids));
  other[Symbol.dispose]();
  leases[Symbol.dispose]();

  channels.subscribe(channels.name('batches'), () => undefined);
  await channels.settled();
  const message = 'x'.repeat(600);
  const publish = await cost(MEETINGS, async () => {
    for (let batch = 0; batch < MEETINGS; batch += 1) channels.publish(channels.name('batches'), message);
    await redis.ping();
  });
  await clearPrefix(prefix);
  return { exchange, renewedLease, askedLease, publish };
}
