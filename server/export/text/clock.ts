/** Times of lines, since the first one and by a clock. Pure. */

/** `1:02:03`, hours always; what was before the beginning counts as the beginning. */
export function elapsedTime(milliseconds: number): string {
  const { hours, minutes, seconds } = parts(milliseconds);
  return `${two(hours)}:${two(minutes)}:${two(seconds)}`;
}

/** `01:02:03.456` of subtitles; SRT has a comma. */
export function cueTime(milliseconds: number, mark: '.' | ','): string {
  const rest = Math.max(0, Math.round(milliseconds)) % 1_000;
  return `${elapsedTime(milliseconds)}${mark}${String(rest).padStart(3, '0')}`;
}

export interface Clock {
  /** `2026-11-29` */
  day(at: number): string;
  /** `2026-11-29 08:27:12` */
  time(at: number): string;
  /** `2026-11-29T08:27:12.345+01:00` */
  iso(at: number): string;
}

/** The clock of an IANA time zone. @throws {RangeError} for a zone that is none */
export function clockOf(timeZone: string): Clock {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'longOffset',
  });
  const read = (at: number) =>
    new Map(format.formatToParts(safe(at)).map(({ type, value }) => [type, value] as const));
  const dayOf = (found: ReturnType<typeof read>) =>
    `${(found.get('year') ?? '').padStart(4, '0')}-${found.get('month')}-${found.get('day')}`;
  const timeOf = (found: ReturnType<typeof read>) =>
    `${found.get('hour')}:${found.get('minute')}:${found.get('second')}`;
  return {
    day: (at) => dayOf(read(at)),
    time: (at) => {
      const found = read(at);
      return `${dayOf(found)} ${timeOf(found)}`;
    },
    iso: (at) => {
      const found = read(at);
      const rest = String(((safe(at) % 1_000) + 1_000) % 1_000).padStart(3, '0');
      return `${dayOf(found)}T${timeOf(found)}.${rest}${offsetOf(found.get('timeZoneName') ?? '')}`;
    },
  };
}

/** Whether this is the IANA name of a time zone, and not an offset. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][\w+/-]{0,63}$/.test(name)) return false;
  try {
    clockOf(name);
    return true;
  } catch {
    return false;
  }
}

/** `GMT+01:00` → `+01:00`, `GMT` → `Z`. Seconds of offsets of long ago are left out. */
function offsetOf(name: string): string {
  const offset = name.replace(/^GMT/, '').replace('−', '-').slice(0, 6);
  return offset === '' ? 'Z' : offset;
}

/** Zoom's clock may be anything. */
function safe(at: number): number {
  return Number.isFinite(at) ? Math.min(Math.max(Math.round(at), 0), LATEST) : 0;
}

const LATEST = Date.UTC(9_999, 0);

function parts(milliseconds: number) {
  const all = Math.floor(Math.max(0, Math.round(milliseconds)) / 1_000);
  return { hours: Math.floor(all / 3_600), minutes: Math.floor(all / 60) % 60, seconds: all % 60 };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
