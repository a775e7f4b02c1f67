import { stopReason } from '../wire/stop-reason.ts';

/** A handshake that Zoom refused. */
export interface Refusal {
  readonly link: LinkKind;
  readonly status: number;
  /** Zoom's own text. */
  readonly reason: string;
}

export type LinkKind = 'signaling' | 'media';

/** Why a stream is not connected any more. */
export type EndReason =
  /** Zoom ended it: webhook, or msg 8 state 4. `at`: Zoom's clock, milliseconds, where it is sent. */
  | { readonly type: 'stopped'; readonly stopReason: number; readonly at?: number | undefined }
  | { readonly type: 'refused'; readonly refusal: Refusal }
  | { readonly type: 'window-over'; readonly refusal?: Refusal }
  /** Zoom sent no address that is allowed, or none for transcripts. */
  | { readonly type: 'no-address'; readonly link: LinkKind }
  /** Zoom announced the end and closed. */
  | { readonly type: 'terminated' };

/** The stream broke down and was not stopped on purpose: speech until another stream captures is missing. */
export function isBreakdown(end: EndReason): boolean {
  return end.type === 'stopped' ? stopReason(end.stopReason).recoverable : end.type !== 'terminated';
}
