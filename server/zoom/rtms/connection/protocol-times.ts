/** Every period of the RTMS protocol in real milliseconds, after the time scale. */
export interface ProtocolTimes {
  /** No frame on a socket for this long: the connection is dead, whatever TCP says. */
  readonly silenceLimitMs: number;
  /** From opening a socket to Zoom's answer to our handshake. */
  readonly handshakeLimitMs: number;
  readonly firstBackoffMs: number;
  readonly longestBackoffMs: number;
  /** Zoom keeps an interrupted stream this long (facts: 60 s for signaling, 30–65 s for media). */
  readonly returnWindowMs: number;
  /** A connection that lasted this long was a good one: the next loss starts with a fresh backoff. */
  readonly stableAfterMs: number;
  /** Signs of one loss (a close, event 7, state 2, a webhook) arrive within this time of each other. */
  readonly incidentMs: number;
  /** What Zoom says of a loss so soon after media is back is said twice. */
  readonly echoMs: number;
  /** People reported this soon after we subscribed were there before us. */
  readonly rosterSettlesMs: number;
}

/** Below this a busy machine would take its own slowness for a dead peer, however fast the test runs. */
const SHORTEST_HANDSHAKE_LIMIT_MS = 250;
/** Two packets on two sockets are that far apart on a busy machine, however fast the test runs. */
const SHORTEST_ECHO_MS = 250;

/** @param keepAliveMs Zoom's keep-alive period; three missed make a connection interrupted. */
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
