/** `GET …/transcript`, `POST …/exports`, and the address that works once. */
import { type Request, type Response, Router } from 'express';
import { ORIGINAL } from '../../../../shared/language.ts';
import { routes } from '../../../../shared/routes.ts';
import type { ExportAnswer } from '../../../../shared/transcript-export.ts';
import { readableUntil } from '../../../access/access-table.ts';
import type { SessionTokens } from '../../../access/session-tokens.ts';
import { TokenBuckets } from '../../../access/token-buckets.ts';
import { allowanceOf } from '../../../access/viewer-session.ts';
import { LanguageLimitReached } from '../../../captions/languages/active-languages.ts';
import type { Preparation, TranscriptPreparation } from '../../../captions/ports/transcript-preparation.ts';
import type { Translator } from '../../../captions/ports/translator.ts';
import type { TranscriptStore } from '../../../export/transcript-pages.ts';
import { type TranscriptFile, writeTranscript } from '../../../export/write-transcript.ts';
import type { Running } from '../../../lib/running.ts';
import type { Logger } from '../../../logger.ts';
import type { MeetingRecord } from '../../../zoom/meeting-directory.ts';
import { HttpProblem } from '../../answers/problem.ts';
import type { MeetingDoor } from '../../auth/meeting-door.ts';
import type { SessionReader } from '../../auth/require-session.ts';
import { tooManyRequests } from '../../limits/request-limits.ts';
import { spentLinkPage } from '../../pages/spent-link-page.ts';
import { exportFrom, type ParsedExport } from './export-request.ts';
import { createExportTickets, type TicketSession, type TicketStore } from './export-tickets.ts';
import { createFilePlaces, sendFile, setFileHeaders } from './send-file.ts';

export interface ExportRoutesOptions {
  readonly publicUrl: string;
  readonly sessions: Pick<SessionReader, 'require'>;
  readonly tokens: Pick<SessionTokens, 'isEnded'>;
  readonly door: Pick<MeetingDoor, 'enter' | 'access'>;
  readonly transcripts: TranscriptStore;
  readonly captions: TranscriptPreparation;
  readonly languagesOf: { languages(meetingId: string): Promise<readonly string[]> };
  readonly translator: Pick<Translator, 'serves'>;
  readonly tickets: TicketStore;
  /** Where the asker names no language; `auto`: as it was spoken. */
  readonly targetLanguage: string;
  readonly running: Running;
  readonly logger: Logger;
}

/** Files of a person in a minute. */
const FILES = { perMinute: 20, burst: 20 } as const;
/** A `GET` waits for translations for so long: less than proxies wait for an answer. */
const GET_PATIENCE_MS = 20_000;

export function createExportRoutes(options: ExportRoutesOptions): Router {
  const { publicUrl, sessions, tokens, door, transcripts, captions, running, logger } = options;
  const tickets = createExportTickets(options.tickets);
  const allowance = new TokenBuckets(FILES);
  const places = createFilePlaces();
  const router = Router();

  router.get(`${routes.meetings}/:id/transcript`, async (request, response) => {
    const session = await sessions.require(request);
    const meeting = await door.enter(session, request.params.id, 'export');
    const asked = await served(exportFrom(request.query), meeting.id);
    if (request.method === 'HEAD') return await headOnly(response, session, meeting, asked);
    count(session);
    using _place = places.take(allowanceOf(session));
    const until = await untilFor(session, meeting);
    const prepared = await patiently(response, () => prepare(meeting.id, asked, until));
    if (prepared.state === 'preparing') throw stillPreparing(prepared);
    await send(response, meeting, asked, until);
  });

  router.post(`${routes.meetings}/:id/exports`, async (request, response) => {
    const session = await sessions.require(request);
    const meeting = await door.enter(session, request.params.id, 'export');
    const asked = await served(exportFrom(request.body), meeting.id);
    const { state, ...progress } = await prepare(meeting.id, asked, await untilFor(session, meeting));
    if (state === 'preparing') {
      response.status(202).json({ state, ...progress } satisfies ExportAnswer);
      return;
    }
    count(session);
    const { token, expiresAt } = await tickets.issue({ meetingId: meeting.id, session, request: asked });
    const url = `${publicUrl}${routes.exportedFile}?${new URLSearchParams({ ticket: token })}`;
    const untranslated = progress.total - progress.translated;
    response.status(201).json({ state, url, expiresAt, untranslated } satisfies ExportAnswer);
  });

  // Looks, and does not take: mail programs and browsers look at addresses before anybody opens them.
  router.head(routes.exportedFile, async (request, response) => {
    const ticket = await tickets.look(request.query.ticket);
    if (ticket === undefined) return void response.status(410).end();
    const meeting = await admitted(ticket.session, ticket.meetingId);
    await headOnly(response, ticket.session, meeting, ticket.request);
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
    const { session } = ticket;
    const meeting = await admitted(session, ticket.meetingId);
    using _place = places.take(allowanceOf(session));
    await send(response, meeting, ticket.request, await untilFor(session, meeting));
  });

  return router;

  /** The language that serves the one that was asked for, or was read in the meeting. */
  async function served(asked: ParsedExport, meetingId: string): Promise<Asked> {
    const { targetLanguage, translator, languagesOf } = options;
    const language = asked.language ?? (targetLanguage === 'auto' ? ORIGINAL : targetLanguage);
    if (language === ORIGINAL) return { ...asked, language };
    const tag = translator.serves(language);
    if (tag !== undefined) return { ...asked, language: tag };
    if ((await languagesOf.languages(meetingId)).includes(language)) return { ...asked, language };
    throw new HttpProblem(
      400,
      'language-not-served',
      'No translation engine of this server offers that language, and nobody read it in this meeting.',
    );
  }

  async function prepare(meetingId: string, { language }: Asked, until: number | undefined) {
    if (language === ORIGINAL) return { state: 'ready', translated: 0, total: 0 } as const;
    try {
      return await captions.prepare({ meetingId, language, ...(until === undefined ? {} : { until }) });
    } catch (error) {
      if (!(error instanceof LanguageLimitReached)) throw error;
      throw new HttpProblem(
        409,
        'language-limit',
        'As many languages are read in this meeting now as it may have. Choose one of them, or ask again later.',
        { cause: error },
      );
    }
  }

  function count(session: TicketSession): void {
    const waitMs = allowance.consume(allowanceOf(session));
    if (waitMs !== undefined) throw tooManyRequests(waitMs);
  }

  async function untilFor(session: TicketSession, meeting: MeetingRecord): Promise<number | undefined> {
    const until = readableUntil(session, await door.access(session, meeting));
    return until === Infinity ? undefined : until;
  }

  /** As when it was asked for, but for who has signed out, left or been forgotten since. */
  async function admitted(session: TicketSession, meetingId: string): Promise<MeetingRecord> {
    if (await tokens.isEnded(session))
      throw new HttpProblem(
        401,
        'token-expired',
        'This session has ended. Sign in, and ask for the file again.',
      );
    return await door.enter(session, meetingId, 'export');
  }

  function fileOf(
    meeting: MeetingRecord,
    asked: ParsedExport,
    until: number | undefined,
  ): Promise<TranscriptFile> {
    const { interface: interfaceLanguage, language = ORIGINAL, ...rest } = asked;
    const wish = {
      ...rest,
      language,
      meetingId: meeting.id,
      topic: meeting.topic,
      until,
      ...(interfaceLanguage === undefined ? {} : { interfaceLanguage }),
    };
    return writeTranscript(transcripts, wish, Date.now());
  }

  async function headOnly(
    response: Response,
    session: TicketSession,
    meeting: MeetingRecord,
    asked: ParsedExport,
  ): Promise<void> {
    setFileHeaders(response, await fileOf(meeting, asked, await untilFor(session, meeting)));
    response.end();
  }

  async function send(
    response: Response,
    meeting: MeetingRecord,
    asked: ParsedExport,
    until: number | undefined,
  ): Promise<void> {
    const beganAt = performance.now();
    const file = await fileOf(meeting, asked, until);
    const isWhole = await running('export', () => sendFile(response, file));
    const facts = {
      meetingId: meeting.id,
      format: asked.format,
      language: asked.language,
      ms: Math.round(performance.now() - beganAt),
    };
    logger.info(facts, isWhole ? 'a transcript was exported' : 'an export was broken off by its reader');
  }
}

type Asked = ParsedExport & { readonly language: string };

/** Asks until it is ready, `GET_PATIENCE_MS` have passed, or the asker is gone. */
async function patiently(response: Response, ask: () => Promise<Preparation>): Promise<Preparation> {
  const giveUpAt = performance.now() + GET_PATIENCE_MS;
  for (;;) {
    const prepared = await ask();
    const isOver = prepared.state === 'ready' || performance.now() > giveUpAt || response.closed;
    if (isOver) return prepared;
  }
}

function stillPreparing({ translated, total }: Preparation): HttpProblem {
  return new HttpProblem(
    503,
    'transcript-preparing',
    `The meeting is being translated: ${translated} of ${total} lines are done. Ask again in a moment.`,
    { retryAfterS: 2 },
  );
}

/** Browsers say so when they fetch what might be opened. */
function isPrefetch(request: Request): boolean {
  return ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'].some((name) =>
    /prefetch|prerender|preview/.test(request.get(name) ?? ''),
  );
}
