import { Router } from 'express';
import { z } from 'zod';
import type { SettingsAnswer } from '../../../../shared/panel-protocol.ts';
import type { DeletionReceipt, RecordReaders, RecordSettings } from '../../../../shared/record.ts';
import { routes } from '../../../../shared/routes.ts';
import { HttpProblem } from '../../answers/problem.ts';
import type { MeetingDoor } from '../../auth/meeting-door.ts';
import type { SessionReader } from '../../auth/require-session.ts';
import type { RecordEvents } from '../../ports.ts';
import type { MeterOf } from '../meter-routes.ts';

export interface SettingsRoutesOptions {
  readonly sessions: Pick<SessionReader, 'require'>;
  readonly door: Pick<MeetingDoor, 'enter'>;
  readonly meterOf: MeterOf;
  readonly budgets: { setBudget(meetingId: string, characters: number | undefined): Promise<void> };
  readonly records: {
    readonly maxRetentionHours: number;
    find(meetingId: string): Promise<RecordSettings | undefined>;
    change(
      meetingId: string,
      change: {
        readonly retentionHours?: number | null | undefined;
        readonly restrictedTo?: RecordReaders | undefined;
      },
    ): Promise<void>;
  };
  readonly deletion: {
    /** Deletes the record if its retention is over; the receipt goes to this viewer. `undefined`: it is not. */
    deleteIfDueFor(meetingId: string, askedBy: string): Promise<DeletionReceipt | undefined>;
  };
  readonly events: RecordEvents;
}

/** What the host sets of a meeting: `PATCH /api/meetings/:id`, and `GET …/record` for the settings of its record. */
export function createSettingsRoutes(options: SettingsRoutesOptions): Router {
  const { sessions, door, meterOf, budgets, records, deletion, events } = options;
  const router = Router();

  router.get(`${routes.meetings}/:id/record`, async (request, response) => {
    const meeting = await door.enter(await sessions.require(request), request.params.id, 'configure');
    response.json(await recordOf(meeting.id));
  });

  router.patch(`${routes.meetings}/:id`, async (request, response) => {
    const session = await sessions.require(request);
    const meeting = await door.enter(session, request.params.id, 'configure');
    const { budget, ...change } = settingsFrom(request.body, records.maxRetentionHours);
    if (budget !== undefined) await budgets.setBudget(meeting.id, budget ?? undefined);
    await records.change(meeting.id, change);
    const record = await recordOf(meeting.id);
    const meter = await meterOf(meeting.id);
    const isShorter = change.retentionHours !== undefined;
    const receipt = isShorter ? await deletion.deleteIfDueFor(meeting.id, session.viewerId) : undefined;
    if (receipt === undefined && change.restrictedTo !== undefined)
      await events.emit('access-changed', { meetingId: meeting.id });
    const answer: SettingsAnswer = { ...meter, record, ...(receipt === undefined ? {} : { receipt }) };
    response.json(answer);
  });
  return router;

  async function recordOf(meetingId: string): Promise<RecordSettings> {
    const record = await records.find(meetingId);
    if (record !== undefined) return record;
    throw new HttpProblem(404, 'meeting-unknown', 'The record of this meeting was deleted meanwhile.');
  }
}

/** Above any useful cap. */
const MAX_BUDGET_CHARACTERS = 1_000_000_000;

const settings = z.strictObject({
  budget: z.int().min(0).max(MAX_BUDGET_CHARACTERS).nullable().optional(),
  retentionHours: z.int().min(0).nullable().optional(),
  restrictedTo: z.enum(['members', 'hosts']).optional(),
});

function settingsFrom(body: unknown, maxRetentionHours: number): z.infer<typeof settings> {
  const parsed = settings.safeParse(body);
  if (!parsed.success) {
    throw new HttpProblem(
      400,
      'bad-request',
      'Send any of { "budget": 50000, "retentionHours": 48, "restrictedTo": "hosts" }: characters for engines that cost money, whole hours that the record is kept (null: as the server does), and "hosts" or "members".',
    );
  }
  if ((parsed.data.retentionHours ?? 0) > maxRetentionHours) {
    throw new HttpProblem(
      400,
      'retention-too-long',
      maxRetentionHours === 0
        ? 'This server keeps nothing that is spoken: "retentionHours" can only be 0.'
        : `This server keeps a record for ${maxRetentionHours} hours at most: choose "retentionHours" from 0 to ${maxRetentionHours}.`,
    );
  }
  return parsed.data;
}
