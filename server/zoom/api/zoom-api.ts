import { z } from 'zod';
import type { StreamAction } from '../../../shared/panel-protocol.ts';
import { delay } from '../../lib/delay.ts';
import { ZoomApiError, type ZoomSubject, zoomApiErrorFrom } from './zoom-api-error.ts';
import { sendRequest, type ZoomRequest, ZoomUnreachableError } from './zoom-request.ts';

/** `GET /users/me`, the fields that are shown. */
export interface ZoomUser {
  readonly id: string;
  readonly displayName?: string;
  readonly email?: string;
  readonly username?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  /** 1 basic, 2 licensed, 99 none. */
  readonly type?: number;
  /** As Zoom writes it, ISO 8601. */
  readonly createdAt?: string;
}

interface StreamStatusRequest {
  readonly token: string;
  /** Zoom prefers the number; a UUID has been answered with 403 where the number worked. */
  readonly meeting: { readonly number: string } | { readonly uuid: string };
  readonly action: StreamAction;
  /** A host or alternative host other than the token's user. */
  readonly participantUserId?: string;
  /** Aborts the call and its repetitions. */
  readonly signal?: AbortSignal | undefined;
}

export type StreamStatusAnswer = { readonly ok: true } | { readonly ok: false; readonly error: ZoomApiError };

export interface ZoomApi {
  /** @throws {ZoomApiError} */
  usersMe(token: string): Promise<ZoomUser>;
  /** `ok`: Zoom accepted the request; a webhook follows when the stream runs. Retries errors that may pass. */
  setStreamStatus(request: StreamStatusRequest): Promise<StreamStatusAnswer>;
}

export interface ZoomApiOptions {
  /** `https://api.zoom.us/v2` */
  readonly apiUrl: string;
  readonly clientId: string;
  readonly timeoutMs?: number;
  /** The wait before each repetition. */
  readonly retryDelaysMs?: readonly number[];
  /** Waits between repetitions; a test replaces it. */
  readonly wait?: typeof delay;
}

const TIMEOUT_MS = 5_000;
/** With the time-outs, a person who pressed a button has an answer within 20 seconds. */
const RETRY_DELAYS_MS = [500, 1_500] as const;
/** A longer `Retry-After` is an error at once instead of a wait. */
const LONGEST_WAIT_MS = 3_000;

export function createZoomApi(options: ZoomApiOptions): ZoomApi {
  const { apiUrl, clientId, timeoutMs = TIMEOUT_MS, retryDelaysMs = RETRY_DELAYS_MS, wait = delay } = options;
  return {
    async usersMe(token) {
      const parsed = userSchema.safeParse(await call('/users/me', token, 'person', { method: 'GET' }));
      if (!parsed.success) throw new ZoomApiError('person-refused', {}, { cause: parsed.error });
      return toUser(parsed.data);
    },
    async setStreamStatus({ token, meeting, action, participantUserId, signal }) {
      const settings = {
        client_id: clientId,
        ...(participantUserId === undefined ? {} : { participant_user_id: participantUserId }),
      };
      const id = 'number' in meeting ? encodeURIComponent(meeting.number) : uuidInPath(meeting.uuid);
      const request = { method: 'PATCH', body: { action, settings }, signal } as const;
      return attempt(() => call(`/live_meetings/${id}/rtms_app/status`, token, 'meeting', request), signal);
    },
  };

  async function attempt(
    request: () => Promise<unknown>,
    signal: AbortSignal | undefined,
  ): Promise<StreamStatusAnswer> {
    for (let repetition = 0; ; repetition += 1) {
      try {
        await request();
        return { ok: true };
      } catch (error) {
        if (!(error instanceof ZoomApiError)) throw error;
        const delayMs = retryDelaysMs[repetition];
        if (!error.retryable || delayMs === undefined || (error.retryAfterMs ?? 0) > LONGEST_WAIT_MS) {
          return { ok: false, error };
        }
        await wait(error.retryAfterMs ?? delayMs, signal);
        if (signal?.aborted === true) return { ok: false, error };
      }
    }
  }

  async function call(
    path: string,
    token: string,
    about: ZoomSubject,
    request: Pick<ZoomRequest, 'method' | 'body' | 'signal'>,
  ): Promise<unknown> {
    const answer = await sendRequest(`${apiUrl}${path}`, {
      ...request,
      authorization: `Bearer ${token}`,
      timeoutMs,
    }).catch((error) => {
      if (!(error instanceof ZoomUnreachableError)) throw error;
      throw new ZoomApiError('unreachable', {}, { cause: error });
    });
    if (answer.status < 200 || answer.status >= 300) throw zoomApiErrorFrom(answer, about);
    return answer.body;
  }
}

/** A UUID that begins with `/` or holds `//` must be encoded twice to survive Zoom's routing. */
export function uuidInPath(uuid: string): string {
  const encoded = encodeURIComponent(uuid);
  return uuid.startsWith('/') || uuid.includes('//') ? encodeURIComponent(encoded) : encoded;
}

const text = z.string().min(1).optional().catch(undefined);

const userSchema = z.object({
  id: z.string().min(1),
  display_name: text,
  email: text,
  username: text,
  first_name: text,
  last_name: text,
  type: z.number().optional().catch(undefined),
  created_at: text,
});

function toUser(user: z.infer<typeof userSchema>): ZoomUser {
  return {
    id: user.id,
    ...(user.display_name === undefined ? {} : { displayName: user.display_name }),
    ...(user.email === undefined ? {} : { email: user.email }),
    ...(user.username === undefined ? {} : { username: user.username }),
    ...(user.first_name === undefined ? {} : { firstName: user.first_name }),
    ...(user.last_name === undefined ? {} : { lastName: user.last_name }),
    ...(user.type === undefined ? {} : { type: user.type }),
    ...(user.created_at === undefined ? {} : { createdAt: user.created_at }),
  };
}
