import type { NodeBus } from './bus/node-bus.ts';
import type { MeetingLeases } from './meeting-leases.ts';

/** Port: the rows of streams. */
export interface StreamRows {
  find(streamId: string): Promise<{ readonly meetingId: string } | undefined>;
}

export interface StreamOwnershipOptions {
  readonly leases: Pick<MeetingLeases, 'take' | 'isClosed'>;
  readonly bus: Pick<NodeBus, 'tell'>;
  readonly streams: StreamRows;
}

/** An event about a stream is acted on by the node that owns its meeting. */
export class StreamOwnership {
  readonly #options: StreamOwnershipOptions;

  constructor(options: StreamOwnershipOptions) {
    this.#options = options;
  }

  /**
   * Takes the meeting if nobody owns it; else tells its owner that an event of this stream waits. A node that stops acts on
   * none: it would connect a stream again that it has just left to others. @throws when Redis is away.
   */
  async isOurs(meetingId: string, streamId: string): Promise<boolean> {
    const { leases, bus } = this.#options;
    const owner = await leases.take(meetingId);
    if (owner.kind === 'other') void bus.tell(owner.nodeId, { type: 'webhooks', streamId });
    return owner.kind === 'own' && !leases.isClosed;
  }

  /** `undefined`: nobody has heard of a start. */
  async meetingOf(streamId: string): Promise<string | undefined> {
    const record = await this.#options.streams.find(streamId);
    return record === undefined || record.meetingId === '' ? undefined : record.meetingId;
  }
}
