import { type Request, Router } from 'express';
import { canonicalTag, ORIGINAL } from '../../../shared/language.ts';
import type { ViewerAction } from '../../../shared/panel-protocol.ts';
import { routes } from '../../../shared/routes.ts';
import { readableUntil } from '../../access/access-table.ts';
import type { ViewerSession } from '../../access/viewer-session.ts';
import { transcriptLine } from '../../record/transcript-line.ts';
import type { MeetingDirectory, MeetingRecord } from '../../zoom/meeting-directory.ts';
import { HttpProblem } from '../answers/problem.ts';
import type { MeetingDoor } from '../auth/meeting-door.ts';
import type { SessionReader } from '../auth/require-session.ts';
import type { TranscriptReader } from '../ports.ts';

/** `GET /sample-text[?meeting=id]`: the settled lines of one meeting as plain text, in the default language. */
export function createSampleTextRoute(options: {
  readonly sessions: SessionReader;
  readonly directory: MeetingDirectory;
  readonly door: MeetingDoor;
  readonly transcripts: TranscriptReader;
  /** `auto`: the first language the browser asks for. */
  readonly targetLanguage: string;
}): Router {
  const router = Router();
  router.get(routes.sampleText, async (request, response) => {
    const session = await options.sessions.require(request);
    const meeting = await wanted(session, request.query.meeting);
    const language = options.targetLanguage === 'auto' ? browserLanguage(request) : options.targetLanguage;
    const lines = meeting === undefined ? [] : await readable(session, meeting, language);
    response.type('text/plain').send(lines.map(transcriptLine).join(''));
  });
  return router;

  async function readable(session: ViewerSession, meeting: MeetingRecord, language: string) {
    const until = readableUntil(session, await options.door.access(session, meeting));
    const lines = await options.transcripts.settledLines(meeting.id, language);
    return lines.filter(({ at }) => at <= until);
  }

  async function wanted(session: ViewerSession, meeting: unknown): Promise<MeetingRecord | undefined> {
    if (meeting === undefined) return latest(session);
    if (typeof meeting !== 'string') throw new HttpProblem(400, 'bad-request', 'Name one meeting.');
    return options.door.enter(session, meeting, neededBy(session));
  }

  /** A panel's is the one it is open in. */
  async function latest(session: ViewerSession): Promise<MeetingRecord | undefined> {
    const { uid, meetingId, role } = session;
    if (meetingId !== undefined && role === 'reader')
      return options.door.enter(session, meetingId, neededBy(session));
    if (meetingId !== undefined) return options.directory.get(meetingId);
    return uid === undefined ? undefined : (await options.directory.ofMember(uid, { limit: 1 }))[0];
  }
}

/** The whole text at once is an export, which a share link's host allows or not. */
function neededBy({ role }: ViewerSession): ViewerAction {
  return role === 'reader' ? 'export' : 'read';
}

function browserLanguage(request: Request): string {
  const [first] = request.acceptsLanguages();
  return (first === undefined || first === '*' ? undefined : canonicalTag(first)) ?? ORIGINAL;
}
