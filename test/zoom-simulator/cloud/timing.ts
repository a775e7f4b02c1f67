/** Zoom's periods, in real milliseconds: already divided by the time scale. */
export interface Timing {
  readonly keepAliveMs: number;
  /** From the webhook to a good signaling handshake; later the address has expired. */
  readonly firstConnectionMs: number;
  /** Signaling lost: both connections must be back by then. */
  readonly signalingReturnMs: number;
  /** Media lost while signaling lives. */
  readonly mediaReturnMs: number;
  /** A socket on which nobody shakes hands is closed. Not documented; ten seconds is ours, and never under one. */
  readonly handshakeMs: number;
  /** A socket that closed is reported by webhook after this, unless it is back. Not documented; one second is ours. */
  readonly noticeMs: number;
}

export function timingFor(timeScale: number, keepAliveMs = 10_000 / timeScale): Timing {
  return {
    keepAliveMs,
    firstConnectionMs: 60_000 / timeScale,
    signalingReturnMs: 60_000 / timeScale,
    mediaReturnMs: 65_000 / timeScale,
    handshakeMs: Math.max(10_000 / timeScale, 1_000),
    noticeMs: 1_000 / timeScale,
  };
}

/** Unanswered keep-alives after which a connection counts as interrupted. */
export const keepAlivesToMiss = 3;

/** Zoom's time limit for an answer to a webhook. Not scaled: HTTP and the database take the time they take. */
export const webhookAnswerLimitMs = 3_000;
