import type { StreamUpdate } from '../captions/model/stream-update.ts';
import type { MeetingLeases } from './meeting-leases.ts';
import type { NodeBus } from './node-bus.ts';

/** No node owns the meeting: nobody stores its speech. */
export class NobodyOwns extends Error {
  override readonly name = 'NobodyOwns';
}

/**
 * Sends the owner of a meeting the speech that this node received before it lost the meeting and could not store. What else
 * a stream says, the owner hears from Zoom itself.
 *
 * @throws {NobodyOwns}
 */
export function createSpeechForwarding({ leases, bus }: { leases: MeetingLeases; bus: NodeBus }) {
  return async (update: StreamUpdate): Promise<void> => {
    if (update.type !== 'segment') return;
    const { segment } = update;
    const owner = await leases.ownerOf(segment.meetingId);
    if (owner.kind !== 'other') throw new NobodyOwns();
    bus.tell(owner.nodeId, { type: 'speech', segment });
  };
}
