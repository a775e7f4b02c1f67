/** One loss of media, and what Zoom says of it: event 7 and stream state 2, in either order, only one of them, or one twice. */
import type { ProtocolTimes } from './protocol-times.ts';

type InterruptionSign = 'event' | 'state';

/** `at`: Zoom's clock, milliseconds, where it told. */
export interface SignOfLoss {
  readonly sign: InterruptionSign;
  readonly at?: number | undefined;
}

export interface MediaIncident {
  /** Our clock. */
  readonly at: number;
  readonly signs: readonly InterruptionSign[];
  /** The newest time of a sign, Zoom's clock. */
  readonly toldAt?: number;
  /** When the last sign came, our clock. */
  readonly heardAt?: number;
}

export function withSign(incident: MediaIncident, { sign, at }: SignOfLoss, now: number): MediaIncident {
  const toldAt = Math.max(incident.toldAt ?? 0, at ?? 0);
  return { ...incident, signs: [...new Set([...incident.signs, sign])], toldAt, heardAt: now };
}

export function isRecent(incident: MediaIncident, now: number, times: ProtocolTimes): boolean {
  return now - incident.at < times.incidentMs;
}

/**
 * Does Zoom tell of a loss that we have repaired already? Its signs come late, and over two sockets at times twice.
 * @param goodSince when media came back, our clock.
 */
export function isRepaired(
  incident: MediaIncident,
  { sign, at }: SignOfLoss,
  { now, goodSince, times }: { now: number; goodSince: number; times: ProtocolTimes },
): boolean {
  const isOtherSign = isRecent(incident, now, times) && !incident.signs.includes(sign);
  const isNotNewer = at !== undefined && incident.toldAt !== undefined && at <= incident.toldAt;
  return isOtherSign || isNotNewer || now - goodSince < times.echoMs;
}
