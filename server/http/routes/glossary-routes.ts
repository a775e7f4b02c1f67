import { type Request, type Response, Router } from 'express';
import type { Glossary, GlossaryReading, GlossaryTerm } from '../../../shared/glossary.ts';
import { routes } from '../../../shared/routes.ts';
import type { LanguageNamed } from '../../record/glossary-columns.ts';
import { GlossaryError, writeCsv } from '../../record/glossary-csv.ts';
import { type GlossarySheet, glossaryFromCsv, glossaryFromJson } from '../../record/glossary-file.ts';
import { HttpProblem } from '../answers/problem.ts';
import type { MeetingDoor } from '../auth/meeting-door.ts';
import type { SessionReader } from '../auth/require-session.ts';
import { parseJson, readBody } from '../limits/request-body.ts';
import type { GlossaryEvents } from '../ports.ts';

interface GlossaryStore {
  ofMeeting(meetingId: string): Promise<readonly GlossaryTerm[]>;
  saveOfMeeting(meetingId: string, terms: readonly GlossaryTerm[]): Promise<void>;
  ofPerson(uid: string): Promise<readonly GlossaryTerm[]>;
  saveOfPerson(uid: string, terms: readonly GlossaryTerm[]): Promise<void>;
}

export interface GlossaryRoutesOptions {
  readonly sessions: Pick<SessionReader, 'require'>;
  readonly door: Pick<MeetingDoor, 'enter'>;
  readonly glossaries: GlossaryStore;
  /** Finds a language by its tag or name, as spreadsheets write it in their first row. */
  readonly languageNamed: LanguageNamed;
  readonly events: GlossaryEvents;
}

/**
 * `GET|PUT /api/meetings/:id/glossary` for its host, `GET|PUT /api/glossary` for one's own: JSON, or CSV by `Accept` and
 * `Content-Type`. `POST /api/glossary/reading` answers what a file says, and saves nothing. Mounted before the parser of the other routes, whose bodies are small.
 */
export function createGlossaryRoutes(options: GlossaryRoutesOptions): Router {
  const { sessions, door, glossaries, languageNamed, events } = options;
  const router = Router();
  const ofMeeting = `${routes.meetings}/:id/glossary` as const;

  router.get(ofMeeting, async (request, response) => {
    const meeting = await door.enter(await sessions.require(request), request.params.id, 'edit-glossary');
    send(request, response, await glossaries.ofMeeting(meeting.id));
  });
  router.put(ofMeeting, async (request, response) => {
    const meeting = await door.enter(await sessions.require(request), request.params.id, 'edit-glossary');
    const terms = await termsFrom(request, languageNamed);
    await glossaries.saveOfMeeting(meeting.id, terms);
    events.announce('glossary-changed', { meetingId: meeting.id });
    send(request, response, terms);
  });

  router.get(routes.glossary, async (request, response) => {
    send(request, response, await glossaries.ofPerson(await requireUid(sessions, request)));
  });
  router.put(routes.glossary, async (request, response) => {
    const uid = await requireUid(sessions, request);
    const terms = await termsFrom(request, languageNamed);
    await glossaries.saveOfPerson(uid, terms);
    events.announce('glossary-changed', { uid });
    send(request, response, terms);
  });

  router.post(routes.glossaryReading, async (request, response) => {
    await requireUid(sessions, request);
    const { columns, terms } = await sheetFrom(request, languageNamed);
    const reading: GlossaryReading = { columns, count: terms.length, first: terms.slice(0, SHOWN_TERMS) };
    response.json(reading);
  });
  return router;
}

/** Enough to see whether columns and letters are right. */
const SHOWN_TERMS = 3;

async function requireUid(sessions: Pick<SessionReader, 'require'>, request: Request): Promise<string> {
  const { uid } = await sessions.require(request);
  if (uid !== undefined) return uid;
  throw new HttpProblem(
    403,
    'not-signed-in-to-zoom',
    'A glossary of your own is kept for people signed in to Zoom only.',
  );
}

/** The body is read after the session is verified, so that strangers send little. */
async function termsFrom(request: Request, named: LanguageNamed): Promise<readonly GlossaryTerm[]> {
  if (request.is('text/csv')) return (await sheetFrom(request, named)).terms;
  if (!request.is('application/json')) {
    throw new HttpProblem(415, 'unsupported-type', 'Send a glossary as application/json or text/csv.');
  }
  const body = await readBody(request);
  return orProblem(() => glossaryFromJson(parseJson(body), named));
}

async function sheetFrom(request: Request, named: LanguageNamed): Promise<GlossarySheet> {
  if (!request.is('text/csv')) {
    throw new HttpProblem(415, 'unsupported-type', 'Send the file of a glossary as text/csv.');
  }
  const body = await readBody(request);
  return orProblem(() => glossaryFromCsv(body, named));
}

function orProblem<Answer>(read: () => Answer): Answer {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof GlossaryError)) throw error;
    const code = error.kind === 'encoding' ? 'glossary-encoding' : 'glossary-invalid';
    throw new HttpProblem(400, code, error.message, { cause: error });
  }
}

function send(request: Request, response: Response, terms: readonly GlossaryTerm[]): void {
  if (request.accepts(['application/json', 'text/csv']) === 'text/csv') {
    response.type('text/csv').attachment('glossary.csv').send(writeCsv(terms));
    return;
  }
  const glossary: Glossary = { terms };
  response.json(glossary);
}
