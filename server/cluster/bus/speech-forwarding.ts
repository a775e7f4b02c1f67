import type { StreamUpdate } from '../../captions/model/stream-update.ts';
import { delay } from '../../lib/delay.ts';
import { KeyedQueue } from '../../lib/keyed-queue.ts';
import type { HeldMeetings } from '../held-meetings.ts';
import type { MeetingLeases } from '../meeting-leases.ts';
import type { NodeBus } from './node-bus.ts';

/** The end of a dead node's lease, and an outage of Redis, pass within this time. */
const FORWARDED_WITHIN_MS = 60_000;
const RETRY_MS = 250;

/** No node took the speech in time: nobody stores it. */
class NobodyOwns extends Error {
  override readonly name = 'NobodyOwns';
}

export interface SpeechForwardingOptions {
  readonly held: Pick<HeldMeetings, 'has'>;
  readonly leases: Pick<MeetingLeases, 'take'>;
  readonly bus: Pick<NodeBus, 'tell'>;
}

/** Sends the owner of a meeting the speech that this node received before it lost the meeting, and could not store. */
export class SpeechForwarding implements Disposable {
  readonly #options: SpeechForwardingOptions;
  /** By meeting: in the order in which it was spoken. */
  readonly #queue = new KeyedQueue();
  readonly #disposed = new AbortController();

  constructor(options: SpeechForwardingOptions) {
    this.#options = options;
  }

  /** Does this node own the meeting? */
  has(meetingId: string): boolean {
    return this.#options.held.has(meetingId);
  }

  /**
   * What a stream says beside speech, the owner hears from Zoom itself.
   * @returns `own`: this node owns the meeting (again), and stores it. @throws when no node takes it in time.
   */
  async forward(update: StreamUpdate): Promise<'forwarded' | 'own'> {
    if (update.type !== 'segment') return 'forwarded';
    const { segment } = update;
    const giveUpAt = performance.now() + FORWARDED_WITHIN_MS;
    return await this.#queue.run(segment.meetingId, async () => {
      const { signal } = this.#disposed;
      while (!signal.aborted && performance.now() < giveUpAt) {
        const taker = await this.#offer(update);
        if (taker !== undefined) return taker;
        await delay(RETRY_MS, signal);
      }
      throw new NobodyOwns();
    });
  }

  [Symbol.dispose](): void {
    this.#disposed.abort();
  }

  /** `undefined`: no node owns the meeting now, its owner cannot be reached, or Redis is away. */
  async #offer({
    segment,
  }: Extract<StreamUpdate, { type: 'segment' }>): Promise<'forwarded' | 'own' | undefined> {
    const { leases, bus } = this.#options;
    const owner = await leases.take(segment.meetingId).catch(() => undefined);
    if (owner?.kind === 'own') return 'own';
    if (owner?.kind !== 'other') return undefined;
    return (await bus.tell(owner.nodeId, { type: 'speech', segment })) ? 'forwarded' : undefined;
  }
}
