/** The servers of a late start are gone; Zoom's first retry follows after 5 minutes. */
const START_WINDOW_MS = 5 * 60_000;
/** An end must not be missed: Zoom's last retry follows 85 minutes after the first delivery. */
const END_WINDOW_MS = 90 * 60_000;
/** The difference allowed between Zoom's clock and ours. */
const FUTURE_WINDOW_MS = 5 * 60_000;

/** @param timestamp `x-zm-request-timestamp`: seconds since 1970. @param now milliseconds. */
export function isFresh(event: string, timestamp: string, now: number): boolean {
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  const ageMs = now - Number(timestamp) * 1_000;
  return ageMs >= -FUTURE_WINDOW_MS && ageMs <= windowOf(event);
}

function windowOf(event: string): number {
  return /\.rtms_(stopped|interrupted)$|^app_deauthorized$/.test(event) ? END_WINDOW_MS : START_WINDOW_MS;
}
