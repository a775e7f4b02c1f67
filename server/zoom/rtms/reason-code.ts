import type { StateReason } from '../../captions/model/stream-update.ts';
import type { EndReason, Refusal } from './connection/end-reason.ts';
import { rtmsStatus } from './wire/handshake-status.ts';
import { stopReason } from './wire/stop-reason.ts';

/** Why a stream ended, as a code. A refused handshake keeps its link and status, which an operator can look up. */
export function reasonOfEnd(end: EndReason): StateReason {
  switch (end.type) {
    case 'stopped':
      return { code: stopReason(end.stopReason).code };
    case 'refused':
      return reasonOfRefusal(end.refusal);
    case 'window-over':
      return end.refusal === undefined ? { code: 'not-restored' } : reasonOfRefusal(end.refusal);
    case 'no-address':
      return { code: end.link === 'signaling' ? 'no-server' : 'no-transcripts' };
    case 'terminated':
      return { code: 'stopped' };
  }
}

/** Why a stream is not connected yet. */
export function reasonOfRefusal({ link, status, reason }: Refusal): StateReason {
  return { code: rtmsStatus(status, reason).code, handshake: { link, status } };
}
