import { Router } from 'express';
import type { DeletionReceipt } from '../../../../shared/record.ts';
import { routes } from '../../../../shared/routes.ts';
import { asProblem } from '../../answers/error-handler.ts';
import { HttpProblem } from '../../answers/problem.ts';
import type { MeetingDoor } from '../../auth/meeting-door.ts';
import type { SessionReader } from '../../auth/require-session.ts';
import type { SessionCookie } from '../../auth/session-cookie.ts';
import type { PersonEvents } from '../../ports.ts';

export interface DeletionRoutesOptions {
  readonly sessions: Pick<SessionReader, 'require'>;
  readonly cookie: Pick<SessionCookie, 'clear'>;
  readonly door: Pick<MeetingDoor, 'enter'>;
  readonly deletion: {
    /** Stops the captions of the meeting, and deletes its record. */
    deleteFor(meetingId: string, askedBy: string): Promise<DeletionReceipt | undefined>;
    /** Of a deletion that this viewer asked for within a day. */
    receiptFor(meetingId: string, askedBy: string): Promise<DeletionReceipt | undefined>;
  };
  readonly events: PersonEvents;
}

/** Deletions on request, each answered with its receipt: `DELETE /api/meetings/:id` by the host, `DELETE /api/me`. */
export function createDeletionRoutes({
  sessions,
  cookie,
  door,
  deletion,
  events,
}: DeletionRoutesOptions): Router {
  const router = Router();

  router.delete(`${routes.meetings}/:id`, async (request, response) => {
    const { viewerId, ...session } = await sessions.require(request);
    const { id } = request.params;
    const meeting = await door.enter({ viewerId, ...session }, id, 'delete').catch(async (error) => {
      // Whoever asks again because the answer was lost, is given it.
      const receipt = asProblem(error)?.status === 404 ? await deletion.receiptFor(id, viewerId) : undefined;
      if (receipt === undefined) throw error;
      response.json(receipt);
      return undefined;
    });
    if (meeting === undefined) return;
    const receipt = await deletion.deleteFor(meeting.id, viewerId);
    if (receipt === undefined)
      throw new HttpProblem(404, 'meeting-unknown', 'Somebody else has deleted this record meanwhile.');
    response.json(receipt);
  });

  router.delete(routes.me, async (request, response) => {
    const { uid } = await sessions.require(request);
    let receipt = nothingKept();
    // Nothing is stored for a guest.
    if (uid !== undefined) {
      await events.emit('deletion-requested', {
        uid,
        onDone: (done) => {
          receipt = done;
        },
      });
    }
    cookie.clear(response);
    response.json(receipt);
  });
  return router;
}

function nothingKept(): DeletionReceipt {
  const now = Date.now();
  return { what: 'person', askedAt: now, deletedAt: now, rows: {}, files: 0, fileLines: 0, isScrubbed: true };
}
