/** One loss of media with Zoom's signs of it: event 7 and stream state 2, in either order, one alone, or one twice. */
import type { ProtocolTimes } from './protocol-times.ts';

type InterruptionSign = 'event' | 'state';

/** `at`: Zoom's clock, milliseconds, where it is sent. */
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
  /** When the last sign was received, our clock. */
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
 * The sign is about a loss that is repaired already: signs are late, and may come twice over two sockets.
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
