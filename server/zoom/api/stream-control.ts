import type { StreamAction } from '../../../shared/panel-protocol.ts';
import type { Logger } from '../../logger.ts';
import type { MeetingDirectory, MeetingRecord } from '../meeting-directory.ts';
import { GrantError, type Grants } from '../oauth/grants.ts';
import { ZoomOAuthError } from '../oauth/zoom-oauth.ts';
import type { StreamStatusAnswer, ZoomApi } from './zoom-api.ts';
import { ZoomApiError } from './zoom-api-error.ts';

interface StreamControlRequest {
  /** This server's id of the meeting. */
  readonly meetingId: string;
  /** The Zoom user whose permission is used; the caller has checked access. */
  readonly uid: string;
  readonly action: StreamAction;
  /** Aborts the call, but not the renewal of a token, because Zoom's refresh tokens work once. */
  readonly signal?: AbortSignal | undefined;
}

export type StreamControlAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'meeting-unknown' | 'sign-in-needed' }
  | { readonly ok: false; readonly reason: 'zoom-refused'; readonly error: ZoomApiError };

/** Starts, stops, pauses and resumes streams through Zoom's REST. A webhook reports the result later. */
export interface StreamControl {
  control(request: StreamControlRequest): Promise<StreamControlAnswer>;
}

export interface StreamControlOptions {
  readonly directory: Pick<MeetingDirectory, 'get'>;
  readonly grants: Pick<Grants, 'accessToken'>;
  readonly api: Pick<ZoomApi, 'setStreamStatus'>;
  readonly logger: Logger;
}

export function createStreamControl({ directory, grants, api, logger }: StreamControlOptions): StreamControl {
  return {
    async control({ meetingId, uid, action, signal }) {
      const meeting = await directory.get(meetingId);
      if (meeting === undefined) return { ok: false, reason: 'meeting-unknown' };
      const answer = await withToken(uid, (token) =>
        api.setStreamStatus({ token, meeting: inZoom(meeting), action, signal }),
      );
      if (answer.ok) logger.info({ meetingId, action }, 'Zoom accepted the request for a stream');
      else logger.warn({ meetingId, action, ...refusalDetails(answer) }, 'the request for a stream failed');
      return answer;
    },
  };

  async function withToken(
    uid: string,
    call: (token: string) => Promise<StreamStatusAnswer>,
  ): Promise<StreamControlAnswer> {
    try {
      const token = await grants.accessToken(uid);
      const answer = await call(token);
      if (answer.ok || answer.error.kind !== 'token-refused') return toControlAnswer(answer);
      // A token can end before its hour: it is renewed once.
      return toControlAnswer(await call(await grants.accessToken(uid, { refused: token })));
    } catch (error) {
      if (error instanceof GrantError) return { ok: false, reason: 'sign-in-needed' };
      if (!(error instanceof ZoomOAuthError)) throw error;
      const kind = error.retryable ? 'unavailable' : 'refused';
      return { ok: false, reason: 'zoom-refused', error: new ZoomApiError(kind, {}, { cause: error }) };
    }
  }
}

function inZoom({ number, uuid }: MeetingRecord): { number: string } | { uuid: string } {
  return number === undefined ? { uuid } : { number };
}

function toControlAnswer(answer: StreamStatusAnswer): StreamControlAnswer {
  return answer.ok ? answer : { ok: false, reason: 'zoom-refused', error: answer.error };
}

function refusalDetails(answer: Exclude<StreamControlAnswer, { ok: true }>) {
  if (answer.reason !== 'zoom-refused') return { reason: answer.reason };
  const { kind, status, zoomCode } = answer.error;
  return { reason: kind, status, zoomCode };
}
