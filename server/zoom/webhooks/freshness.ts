/** A start that comes late leads to servers that have given up; Zoom's first retry comes after 5 minutes. */
const START_WINDOW_MS = 5 * 60_000;
/** Ends must not be missed: Zoom's last retry comes 85 minutes after the first delivery. */
const END_WINDOW_MS = 90 * 60_000;
/** Clocks differ, nobody signs tomorrow's events. */
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
