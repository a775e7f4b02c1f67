/** The year 2100. A number beyond it is no time, and some are not even a date. */
const NO_LATER_THAN = 4_102_444_800_000;

/** Documented as milliseconds, sent as microseconds, and once as seconds: the size tells. */
export function milliseconds(time: number | undefined): number | undefined {
  if (time === undefined || time < 1e9) return undefined;
  const ms = Math.floor(time >= 1e15 ? time / 1_000 : time >= 1e12 ? time : time * 1_000);
  return ms < NO_LATER_THAN ? ms : undefined;
}
