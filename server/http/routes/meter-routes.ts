import { Router } from 'express';
import { z } from 'zod';
import type { Meter } from '../../../shared/meter.ts';
import type { MeetingSettings } from '../../../shared/panel-protocol.ts';
import { routes } from '../../../shared/routes.ts';
import { HttpProblem } from '../answers/problem.ts';
import type { MeetingDoor } from '../auth/meeting-door.ts';
import type { SessionReader } from '../auth/require-session.ts';

export interface MeterRoutesOptions {
  readonly sessions: Pick<SessionReader, 'require'>;
  readonly door: Pick<MeetingDoor, 'enter'>;
  readonly meters: {
    meter(meetingId: string): Promise<Meter>;
    setBudget(meetingId: string, characters: number | undefined): Promise<void>;
  };
  /** Of the engines that cost money, in US dollars for a million characters. */
  readonly prices: readonly number[];
}

/** What a meeting costs, and its host's cap on it: `GET …/meter`, `PATCH /api/meetings/:id`; both answer with the meter. */
export function createMeterRoutes({ sessions, door, meters, prices }: MeterRoutesOptions): Router {
  const highest = Math.max(0, ...prices);
  const price = highest > 0 ? { usdPerMillion: highest } : {};
  const meterOf = async (meetingId: string): Promise<Meter> => ({
    ...(await meters.meter(meetingId)),
    ...price,
  });
  const router = Router();
  router.get(`${routes.meetings}/:id/meter`, async (request, response) => {
    const meeting = await door.enter(await sessions.require(request), request.params.id, 'configure');
    response.json(await meterOf(meeting.id));
  });
  router.patch(`${routes.meetings}/:id`, async (request, response) => {
    const meeting = await door.enter(await sessions.require(request), request.params.id, 'configure');
    const { budget } = settingsFrom(request.body);
    if (budget !== undefined) await meters.setBudget(meeting.id, budget ?? undefined);
    response.json(await meterOf(meeting.id));
  });
  return router;
}

/** Above any useful cap. */
const MAX_BUDGET_CHARACTERS = 1_000_000_000;

const settings = z.strictObject({
  budget: z.union([z.int().min(0).max(MAX_BUDGET_CHARACTERS), z.null()]).optional(),
});

function settingsFrom(body: unknown): MeetingSettings {
  const parsed = settings.safeParse(body);
  if (parsed.success) return parsed.data.budget === undefined ? {} : { budget: parsed.data.budget };
  throw new HttpProblem(
    400,
    'bad-request',
    'Send { "budget": 50000 }: how many characters may go to engines that cost money, or null for the server\'s own cap.',
  );
}
