/** The updates about a stream's connection for the captions. */

import {
  isSameReason,
  type StreamStateUpdate,
  type StreamUpdate,
} from '../../../captions/model/stream-update.ts';
import type { CaptionIntake } from '../../../captions/ports/caption-intake.ts';
import type { Logger } from '../../../logger.ts';
import { type ConnectionState, publicState } from '../connection/connection-state.ts';
import { type EndReason, isBreakdown } from '../connection/end-reason.ts';
import { reasonOfEnd } from '../reason-code.ts';
import type { StreamRecord } from '../stream-store.ts';

/** The update for a step of the connection; `undefined` while state and reason are the same for readers. */
export function stateUpdate(
  before: ConnectionState | undefined,
  after: ConnectionState,
  record: StreamRecord,
  at: number,
): StreamStateUpdate | undefined {
  const shown = publicState(after);
  const shownBefore = before && publicState(before);
  if (shownBefore?.state === shown.state && isSameReason(shownBefore.reason, shown.reason)) return undefined;
  return { type: 'stream-state', ...of(record), ...shown, at };
}

/** The update for a stream that had ended already, when Zoom's reason is delivered later. */
export function lateEndUpdate(record: StreamRecord, end: EndReason, at: number): StreamStateUpdate {
  const interruption = record.goodUntil === undefined ? {} : { since: record.goodUntil };
  const missing = isBreakdown(end) ? { interruption } : {};
  return { type: 'stream-state', ...of(record), state: 'ended', reason: reasonOfEnd(end), ...missing, at };
}

/** Passes updates on. A socket listener calls it, where an exception would end the process: it is logged. */
export function guardedIntake(captions: CaptionIntake, logger: Logger): Pick<CaptionIntake, 'accept'> {
  return {
    accept: (update: StreamUpdate) => {
      try {
        captions.accept(update);
      } catch (error) {
        const { type } = update;
        const { streamId } = type === 'segment' ? update.segment : update;
        logger.error({ update: type, streamId, err: error }, 'an update of a stream was not accepted');
      }
    },
  };
}

function of({ meetingId, streamId, isOriginalHost }: StreamRecord) {
  return { meetingId, streamId, isOriginalHost };
}
