/** `GET …/transcript`, `POST …/exports`, and the address that works once. */
import { type Request, type Response, Router } from 'express';
import { ORIGINAL } from '../../../../shared/language.ts';
import type { ExportAnswer } from '../../../../shared/reports/transcript-export.ts';
import { routes } from '../../../../shared/routes.ts';
import { readableUntil } from '../../../access/access-table.ts';
import type { SessionTokens } from '../../../access/session-tokens.ts';
import { writeTranscript } from '../../../export/write-transcript.ts';
import type { Running } from '../../../lib/running.ts';
import type { Logger } from '../../../logger.ts';
import type { MeetingRecord } from '../../../zoom/meeting-directory.ts';
import { HttpProblem } from '../../answers/problem.ts';
import type { MeetingDoor } from '../../auth/meeting-door.ts';
import type { SessionReader } from '../../auth/require-session.ts';
import { spentLinkPage } from '../../pages/spent-link-page.ts';
import { exportFrom, type ParsedExport } from './export-request.ts';
import { createExportTickets, type TicketSession, type TicketStore } from './export-tickets.ts';
import { createFileLimits } from './file-limits.ts';
import { createExportPreparation, type ExportPreparationOptions } from './prepare-export.ts';
import { sendFile, setFileHeaders } from './send-file.ts';

export interface ExportRoutesOptions extends ExportPreparationOptions {
  readonly publicUrl: string;
  readonly sessions: Pick<SessionReader, 'require'>;
  readonly tokens: Pick<SessionTokens, 'isEnded'>;
  readonly door: Pick<MeetingDoor, 'enter' | 'access'>;
  readonly tickets: TicketStore;
  readonly running: Running;
  readonly logger: Logger;
}

/** One export: whose, of which meeting, and how much of it they may read. */
interface Export {
  readonly session: TicketSession;
  readonly meeting: MeetingRecord;
  readonly asked: ParsedExport;
  /** Milliseconds since 1970; `undefined`: all of it. */
  readonly until: number | undefined;
}

export function createExportRoutes(options: ExportRoutesOptions): Router {
  const { publicUrl, sessions, tokens, door, transcripts, running, logger } = options;
  const { served, prepare, ready } = createExportPreparation(options);
  const tickets = createExportTickets(options.tickets);
  const limits = createFileLimits();
  const router = Router();

  router.get(`${routes.meetings}/:id/transcript`, async (request, response) => {
    const session = await sessions.require(request);
    const { meeting, until } = await entered(session, request.params.id);
    const asked = await served(exportFrom(request.query), meeting.id);
    const wanted = { session, meeting, asked, until };
    if (request.method === 'HEAD') return await headOnly(response, wanted);
    limits.count(session);
    using _place = limits.place(session);
    await ready(response, { session, meetingId: meeting.id, language: asked.language, until });
    await send(response, wanted);
  });

  router.post(`${routes.meetings}/:id/exports`, async (request, response) => {
    const session = await sessions.require(request);
    const { meeting, until } = await entered(session, request.params.id);
    const asked = await served(exportFrom(request.body), meeting.id);
    const { language } = asked;
    const { state, ...progress } = await prepare({ session, meetingId: meeting.id, language, until });
    if (state === 'preparing') {
      response.status(202).json({ state, ...progress } satisfies ExportAnswer);
      return;
    }
    limits.count(session);
    const { token, expiresAt } = await tickets.issue({ meetingId: meeting.id, session, request: asked });
    const url = `${publicUrl}${routes.exportedFile}?${new URLSearchParams({ ticket: token })}`;
    const untranslated = progress.total - progress.translated;
    response.status(201).json({ state, url, expiresAt, untranslated } satisfies ExportAnswer);
  });

  // Looks, and does not take: mail programs and browsers look at addresses before anybody opens them.
  router.head(routes.exportedFile, async (request, response) => {
    const ticket = await tickets.look(request.query.ticket);
    if (ticket === undefined) return void response.status(410).end();
    const { session, request: asked } = ticket;
    await headOnly(response, { session, asked, ...(await admitted(session, ticket.meetingId)) });
  });

  router.get(routes.exportedFile, async (request, response) => {
    response.set('Referrer-Policy', 'no-referrer');
    if (isPrefetch(request))
      throw new HttpProblem(
        503,
        'not-in-advance',
        'This address works once: open it when you want the file.',
      );
    const ticket = await tickets.spend(request.query.ticket);
    if (ticket === undefined) return void response.status(410).type('html').send(spentLinkPage());
    const { session, request: asked } = ticket;
    const admission = await admitted(session, ticket.meetingId);
    using _place = limits.place(session);
    await send(response, { session, asked, ...admission });
  });

  return router;

  async function entered(
    session: TicketSession,
    meetingId: string,
  ): Promise<Pick<Export, 'meeting' | 'until'>> {
    const meeting = await door.enter(session, meetingId, 'export');
    const until = readableUntil(session, await door.access(session, meeting));
    return { meeting, until: until === Infinity ? undefined : until };
  }

  /** As when it was asked for, but for who has signed out, left or been forgotten since. */
  async function admitted(session: TicketSession, meetingId: string) {
    if (!(await tokens.isEnded(session))) return await entered(session, meetingId);
    throw new HttpProblem(
      401,
      'token-expired',
      'This session has ended. Sign in, and ask for the file again.',
    );
  }

  function fileOf({ meeting, asked, until }: Export) {
    const { interface: interfaceLanguage, language = ORIGINAL, ...rest } = asked;
    const words = interfaceLanguage === undefined ? {} : { interfaceLanguage };
    const { id: meetingId, topic } = meeting;
    return writeTranscript(transcripts, { ...rest, ...words, language, meetingId, topic, until }, Date.now());
  }

  async function headOnly(response: Response, wanted: Export): Promise<void> {
    setFileHeaders(response, await fileOf(wanted));
    response.end();
  }

  async function send(response: Response, wanted: Export): Promise<void> {
    const beganAt = performance.now();
    const file = await fileOf(wanted);
    const isWhole = await running('export', () => sendFile(response, file));
    const { meeting, asked } = wanted;
    const ms = Math.round(performance.now() - beganAt);
    logger.info(
      { meetingId: meeting.id, format: asked.format, language: asked.language, ms },
      isWhole ? 'a transcript was exported' : 'an export was broken off by its reader',
    );
  }
}

/** Browsers say so when they fetch what might be opened. */
function isPrefetch(request: Request): boolean {
  return ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'].some((name) =>
    /prefetch|prerender|preview/.test(request.get(name) ?? ''),
  );
}
