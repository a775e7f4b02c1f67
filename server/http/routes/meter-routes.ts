import { Router } from 'express';
import type { Meter } from '../../../shared/meter.ts';
import { routes } from '../../../shared/routes.ts';
import type { MeetingDoor } from '../auth/meeting-door.ts';
import type { SessionReader } from '../auth/require-session.ts';

export interface MeterRoutesOptions {
  readonly sessions: Pick<SessionReader, 'require'>;
  readonly door: Pick<MeetingDoor, 'enter'>;
  readonly meterOf: MeterOf;
}

/** What a meeting has cost so far, and what it would cost at most. */
export type MeterOf = (meetingId: string) => Promise<Meter>;

/** @param prices of the engines that cost money, in US dollars for a million characters */
export function createMeterOf(
  meters: { meter(meetingId: string): Promise<Meter> },
  prices: readonly number[],
): MeterOf {
  const highest = Math.max(0, ...prices);
  const price = highest > 0 ? { usdPerMillion: highest } : {};
  return async (meetingId) => ({ ...(await meters.meter(meetingId)), ...price });
}

/** `GET /api/meetings/:id/meter`, for the host. */
export function createMeterRoutes({ sessions, door, meterOf }: MeterRoutesOptions): Router {
  const router = Router();
  router.get(`${routes.meetings}/:id/meter`, async (request, response) => {
    const meeting = await door.enter(await sessions.require(request), request.params.id, 'configure');
    response.json(await meterOf(meeting.id));
  });
  return router;
}
