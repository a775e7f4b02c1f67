import type { StreamUpdate } from '../../captions/model/stream-update.ts';
import type { HeldMeetings } from '../held-meetings.ts';
import type { MeetingLeases } from '../meeting-leases.ts';
import type { NodeBus } from './node-bus.ts';

/** No node owns the meeting: nobody stores its speech. */
class NobodyOwns extends Error {
  override readonly name = 'NobodyOwns';
}

export interface SpeechForwardingOptions {
  readonly held: HeldMeetings;
  readonly leases: MeetingLeases;
  readonly bus: NodeBus;
}

/** Sends the owner of a meeting the speech that this node received before it lost the meeting, and could not store. */
export class SpeechForwarding {
  readonly #options: SpeechForwardingOptions;

  constructor(options: SpeechForwardingOptions) {
    this.#options = options;
  }

  /** Does this node own the meeting? */
  has(meetingId: string): boolean {
    return this.#options.held.has(meetingId);
  }

  /** What a stream says beside speech, the owner hears from Zoom itself. @throws when no node owns the meeting. */
  async forward(update: StreamUpdate): Promise<void> {
    if (update.type !== 'segment') return;
    const { leases, bus } = this.#options;
    const { segment } = update;
    const owner = await leases.ownerOf(segment.meetingId);
    if (owner.kind !== 'other') throw new NobodyOwns();
    bus.tell(owner.nodeId, { type: 'speech', segment });
  }
}
