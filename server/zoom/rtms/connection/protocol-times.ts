/** Every period of the RTMS protocol in real milliseconds, after the time scale. */
export interface ProtocolTimes {
  /** A socket without a frame for this long is dead, even if TCP reports it as open. */
  readonly silenceLimitMs: number;
  /** From opening a socket to Zoom's answer to the handshake. */
  readonly handshakeLimitMs: number;
  readonly firstBackoffMs: number;
  readonly longestBackoffMs: number;
  /** Zoom keeps an interrupted stream this long (facts: 60 s for signaling, 30–65 s for media). */
  readonly returnWindowMs: number;
  /** After a connection that lasted this long the backoff starts anew. */
  readonly stableAfterMs: number;
  /** Signs of one loss (a close, event 7, state 2, a webhook) arrive within this time of each other. */
  readonly incidentMs: number;
  /** A sign of a loss this soon after media is back is a repeat. */
  readonly echoMs: number;
  /** People reported this soon after the subscription were in the meeting before the stream. */
  readonly rosterSettlesMs: number;
}

/** Below this a busy machine would mistake its own delay for a dead peer, at any time scale. */
const SHORTEST_HANDSHAKE_LIMIT_MS = 250;
/** Two packets on two sockets are this far apart on a busy machine, at any time scale. */
const SHORTEST_ECHO_MS = 250;

/** @param keepAliveMs Zoom's keep-alive period; three missed ones interrupt a connection. */
export function protocolTimes(keepAliveMs: number, timeScale: number): ProtocolTimes {
  return {
    silenceLimitMs: (3 * keepAliveMs) / timeScale,
    handshakeLimitMs: Math.max(10_000 / timeScale, SHORTEST_HANDSHAKE_LIMIT_MS),
    firstBackoffMs: 1_000 / timeScale,
    longestBackoffMs: 30_000 / timeScale,
    returnWindowMs: 60_000 / timeScale,
    stableAfterMs: 10_000 / timeScale,
    incidentMs: 5_000 / timeScale,
    echoMs: Math.max(1_000 / timeScale, SHORTEST_ECHO_MS),
    rosterSettlesMs: 3_000 / timeScale,
  };
}
