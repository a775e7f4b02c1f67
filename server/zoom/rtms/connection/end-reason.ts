import { rtmsStatus } from '../wire/handshake-status.ts';
import { stopReason } from '../wire/stop-reason.ts';

/** Zoom said no to a handshake. */
export interface Refusal {
  readonly link: LinkKind;
  readonly status: number;
  /** Zoom's own text. */
  readonly reason: string;
}

export type LinkKind = 'signaling' | 'media';

/** Why we no longer connect a stream. */
export type EndReason =
  /** Zoom ended it: webhook, or msg 8 state 4. `at`: Zoom's clock, milliseconds, where it told. */
  | { readonly type: 'stopped'; readonly stopReason: number; readonly at?: number | undefined }
  | { readonly type: 'refused'; readonly refusal: Refusal }
  | { readonly type: 'window-over'; readonly refusal?: Refusal }
  /** No address Zoom gave is one we may connect to, or it gave none for transcripts. */
  | { readonly type: 'no-address'; readonly link: LinkKind }
  /** Zoom announced the end and closed. */
  | { readonly type: 'terminated' };

/** A sentence for people in the meeting. */
export function endSentence(end: EndReason): string {
  switch (end.type) {
    case 'stopped':
      return stopReason(end.stopReason).sentence;
    case 'refused':
      return refusalSentence(end.refusal);
    case 'window-over':
      return end.refusal === undefined
        ? 'The connection for captions could not be restored in time. Start captions again to go on.'
        : refusalSentence(end.refusal);
    case 'no-address':
      return end.link === 'signaling'
        ? 'Zoom named no server that this app may connect to. Its operator must check RTMS_ALLOWED_HOSTS.'
        : 'Zoom named no transcript server that this app may connect to. It may lack the transcript scope.';
    case 'terminated':
      return 'Captions were stopped.';
  }
}

/** Nobody wanted it to end: what is said until another stream captures is missing. */
export function isBreakdown(end: EndReason): boolean {
  return end.type === 'stopped' ? stopReason(end.stopReason).recoverable : end.type !== 'terminated';
}

/** Says what was tried, and the code an operator can look up. */
export function refusalSentence(refusal: Refusal): string {
  const { sentence } = rtmsStatus(refusal.status, refusal.reason);
  return `${sentence} (${refusal.link} handshake, status ${refusal.status})`;
}
