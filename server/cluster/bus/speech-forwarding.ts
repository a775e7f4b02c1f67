import { setMaxListeners } from 'node:events';
import type { StreamUpdate } from '../../captions/model/stream-update.ts';
import { delay } from '../../lib/delay.ts';
import { KeyedQueue } from '../../lib/keyed-queue.ts';
import type { HeldMeetings } from '../held-meetings.ts';
import type { MeetingLeases } from '../meeting-leases.ts';
import type { NodeBus } from './node-bus.ts';

/** Longer than a lease and an outage of Redis last; older speech is of no use to readers. */
const FORWARD_FOR_MS = 60_000;
const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 2_000;

/** No node owns the meeting: nobody stores its speech. */
class NobodyOwns extends Error {
  override readonly name = 'NobodyOwns';
}

export interface SpeechForwardingOptions {
  readonly held: Pick<HeldMeetings, 'has'>;
  readonly leases: Pick<MeetingLeases, 'take'>;
  readonly bus: Pick<NodeBus, 'deliver'>;
}

/** Sends the owner of a meeting the speech that this node received before it lost the meeting, and could not store. */
export class SpeechForwarding implements Disposable {
  readonly #options: SpeechForwardingOptions;
  /** By meeting: speech arrives in the order in which it came. */
  readonly #queue = new KeyedQueue();
  readonly #stopped = new AbortController();

  constructor(options: SpeechForwardingOptions) {
    this.#options = options;
    // Every meeting that waits for an owner listens.
    setMaxListeners(0, this.#stopped.signal);
  }

  /** Does this node own the meeting? */
  has(meetingId: string): boolean {
    return this.#options.held.has(meetingId);
  }

  /**
   * Repeats until a node has received it, or this node is the owner (again) and accepts it itself. What a stream says beside
   * speech, the owner hears from Zoom.
   * @throws when no node owns the meeting for a minute, or Redis is away as long.
   */
  async forward(update: StreamUpdate): Promise<'forwarded' | 'own'> {
    if (update.type !== 'segment') return 'forwarded';
    const { segment } = update;
    const until = Date.now() + FORWARD_FOR_MS;
    return await this.#queue.run(segment.meetingId, async () => {
      for (let wait = FIRST_RETRY_MS; ; wait = Math.min(LONGEST_RETRY_MS, 2 * wait)) {
        try {
          return await this.#handOver(segment);
        } catch (error) {
          if (this.#stopped.signal.aborted || Date.now() > until) throw error;
          await delay(wait, this.#stopped.signal);
        }
      }
    });
  }

  [Symbol.dispose](): void {
    this.#stopped.abort();
  }

  async #handOver(
    segment: Extract<StreamUpdate, { type: 'segment' }>['segment'],
  ): Promise<'forwarded' | 'own'> {
    const { leases, bus } = this.#options;
    const owner = await leases.take(segment.meetingId);
    if (owner.kind === 'own') return 'own';
    if (owner.kind === 'other' && (await bus.deliver(owner.nodeId, { type: 'speech', segment })))
      return 'forwarded';
    throw new NobodyOwns();
  }
}
