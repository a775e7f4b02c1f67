import { Router } from 'express';
import { z } from 'zod';
import { canonicalTag, ORIGINAL } from '../../../../shared/language.ts';
import { routes } from '../../../../shared/routes.ts';
import { MAX_SHARE_HOURS, MAX_SHARE_LABEL, type NewShare, type ShareList } from '../../../../shared/share.ts';
import { MAX_OPEN_SHARES } from '../../../record/shares/share-limits.ts';
import { type ShareLinks, TooManyShares, toShare } from '../../../record/shares/share-links.ts';
import type { ShareStore } from '../../../record/shares/share-store.ts';
import { HttpProblem } from '../../answers/problem.ts';
import type { MeetingDoor } from '../../auth/meeting-door.ts';
import type { SessionReader } from '../../auth/require-session.ts';

export interface ShareRoutesOptions {
  readonly sessions: Pick<SessionReader, 'require'>;
  readonly door: Pick<MeetingDoor, 'enter'>;
  readonly links: Pick<ShareLinks, 'make'>;
  readonly shares: Pick<ShareStore, 'openOf' | 'revoke' | 'recordExpiry'>;
  /** How many read by each link now, on all nodes. */
  readonly readers: { of(shareIds: readonly string[]): Promise<readonly number[]> };
  readonly events: {
    /** Settles when the readers of this node are told, and the other nodes. */
    emit(name: 'shares-ended', event: { readonly shareIds: readonly string[] }): Promise<void>;
  };
}

/** `GET|POST /api/meetings/:id/shares`, `DELETE …/shares/:share`, for the host. */
export function createShareRoutes(options: ShareRoutesOptions): Router {
  const { sessions, door, links, shares, readers, events } = options;
  const router = Router();
  const ofMeeting = `${routes.meetings}/:id/shares` as const;

  router.get(ofMeeting, async (request, response) => {
    const meeting = await door.enter(await sessions.require(request), request.params.id, 'share');
    const open = await shares.openOf(meeting.id);
    const counts = await readers.of(open.map(({ id }) => id));
    const recordExpiresAt = await shares.recordExpiry(meeting.id);
    const list: ShareList = {
      shares: open.map((share, at) => toShare(share, counts[at] ?? 0)),
      most: MAX_OPEN_SHARES,
      ...(recordExpiresAt === undefined ? {} : { recordExpiresAt }),
    };
    response.json(list);
  });

  router.post(ofMeeting, async (request, response) => {
    const session = await sessions.require(request);
    const meeting = await door.enter(session, request.params.id, 'share');
    const wanted = parseShare(request.body);
    const made = await links.make(meeting.id, wanted, session.uid).catch(refuse);
    // The link is told once: no copy of the answer is kept on the way.
    response.status(201).setHeader('Cache-Control', 'no-store').json(made);
  });

  router.delete(`${ofMeeting}/:share`, async (request, response) => {
    const meeting = await door.enter(await sessions.require(request), request.params.id, 'share');
    const { share } = request.params;
    if (!(await shares.revoke(meeting.id, share))) {
      throw new HttpProblem(404, 'share-unknown', 'This meeting has no such open link (any more).');
    }
    await events.emit('shares-ended', { shareIds: [share] });
    response.status(204).end();
  });
  return router;
}

/** What cannot be seen, or turns a line of text round, is no label. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const shareSchema = z.strictObject({
  label: z
    .string()
    .max(4 * MAX_SHARE_LABEL)
    .transform((label) => label.replaceAll(unseen, ' ').trim())
    .refine((label) => [...label].length <= MAX_SHARE_LABEL)
    .optional(),
  language: z
    .string()
    .max(64)
    .transform((tag) => (tag === ORIGINAL ? tag : canonicalTag(tag)))
    .refine((tag) => tag !== undefined)
    .optional(),
  expiresInHours: z.number().int().min(1).max(MAX_SHARE_HOURS).nullable(),
  mayExport: z.boolean().default(false),
});

function parseShare(body: unknown): NewShare {
  const parsed = shareSchema.safeParse(body);
  if (!parsed.success) {
    throw new HttpProblem(
      400,
      'bad-request',
      `Send "expiresInHours" (1–${MAX_SHARE_HOURS}, or null: until the record is deleted), and where wanted "mayExport", "language" (a tag) and "label" (${MAX_SHARE_LABEL} characters at most).`,
    );
  }
  const { label, language, expiresInHours, mayExport } = parsed.data;
  return {
    expiresInHours,
    mayExport,
    ...(label === undefined || label === '' ? {} : { label }),
    ...(language === undefined ? {} : { language }),
  };
}

function refuse(error: unknown): never {
  if (!(error instanceof TooManyShares)) throw error;
  throw new HttpProblem(
    409,
    'too-many-shares',
    `A meeting may have ${MAX_OPEN_SHARES} open links. Revoke one that is not needed any more.`,
    { cause: error },
  );
}
