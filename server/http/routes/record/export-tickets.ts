/** Addresses that give a file once, within a minute, to whoever has them. The database has their hashes only. */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { ViewerSession } from '../../../access/viewer-session.ts';
import { type ParsedExport, storedExport } from './export-request.ts';

/** Time for a browser to open, and not for a link to travel. */
const TICKET_MS = 60_000;

export interface TicketStore {
  save(hash: string, ticket: StoredTicket, expiresAt: number): Promise<void>;
  find(hash: string): Promise<StoredTicket | undefined>;
  /** Of those who ask at the same moment one gets it. */
  spend(hash: string): Promise<StoredTicket | undefined>;
}

interface StoredTicket {
  readonly meetingId: string;
  readonly uid?: string;
  readonly session: string;
  readonly request: string;
}

export type TicketSession = Omit<ViewerSession, 'expiresAt'>;

/** Whose file of which meeting; what they may do is decided again. */
interface ExportTicket {
  readonly meetingId: string;
  readonly session: TicketSession;
  readonly request: ParsedExport;
}

export interface ExportTickets {
  issue(ticket: ExportTicket): Promise<{ readonly token: string; readonly expiresAt: number }>;
  /** Without spending it. */
  look(token: unknown): Promise<ExportTicket | undefined>;
  spend(token: unknown): Promise<ExportTicket | undefined>;
}

export function createExportTickets(store: TicketStore, now: () => number = Date.now): ExportTickets {
  return {
    issue: async ({ meetingId, session, request }) => {
      const token = randomBytes(32).toString('base64url');
      const expiresAt = now() + TICKET_MS;
      const { uid } = session;
      const ticket = {
        meetingId,
        session: JSON.stringify(session),
        request: JSON.stringify(request),
        ...(uid === undefined ? {} : { uid }),
      };
      await store.save(hashOf(token), ticket, expiresAt);
      return { token, expiresAt };
    },
    look: async (token) => parsed(await (isToken(token) ? store.find(hashOf(token)) : undefined)),
    spend: async (token) => parsed(await (isToken(token) ? store.spend(hashOf(token)) : undefined)),
  };
}

function isToken(token: unknown): token is string {
  return typeof token === 'string' && /^[\w-]{43}$/.test(token);
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

function parsed(stored: StoredTicket | undefined): ExportTicket | undefined {
  if (stored === undefined) return undefined;
  const session = sessionSchema.parse(JSON.parse(stored.session));
  return { meetingId: stored.meetingId, session: defined(session), request: storedExport(stored.request) };
}

const sessionSchema = z.object({
  viewerId: z.string(),
  uid: z.string().optional(),
  role: z.enum(['host', 'co-host', 'panelist', 'participant', 'attendee', 'browser', 'reader']),
  meetingId: z.string().optional(),
  contextId: z.string().optional(),
  shareId: z.string().optional(),
  signInId: z.string().optional(),
  issuedAt: z.number(),
});

function defined(session: z.infer<typeof sessionSchema>): TicketSession {
  const { viewerId, uid, role, meetingId, contextId, shareId, signInId, issuedAt } = session;
  return {
    viewerId,
    role,
    issuedAt,
    ...(uid === undefined ? {} : { uid }),
    ...(meetingId === undefined ? {} : { meetingId }),
    ...(contextId === undefined ? {} : { contextId }),
    ...(shareId === undefined ? {} : { shareId }),
    ...(signInId === undefined ? {} : { signInId }),
  };
}
