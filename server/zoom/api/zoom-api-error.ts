import { z } from 'zod';
import type { ZoomAnswer } from './zoom-request.ts';

/** Why Zoom's REST refuses a request, as far as it makes a difference to a person. */
export type ZoomApiErrorKind =
  | 'not-allowed-to-start'
  | 'no-entitlement'
  | 'content-access-off'
  | 'meeting-not-ready'
  | 'scope-missing'
  | 'token-refused'
  | 'meeting-unknown'
  | 'profile-scope-missing'
  | 'person-unknown'
  | 'person-refused'
  | 'rate-limited'
  | 'unavailable'
  | 'unreachable'
  | 'refused';

/** `message` is a sentence a person can act on; it never holds Zoom's text. */
export class ZoomApiError extends Error {
  override readonly name = 'ZoomApiError';
  readonly kind: ZoomApiErrorKind;
  /** HTTP status; absent when no answer came. */
  readonly status: number | undefined;
  /** Zoom's own error number. */
  readonly zoomCode: number | undefined;
  /** The wait that Zoom requires. */
  readonly retryAfterMs: number | undefined;

  constructor(kind: ZoomApiErrorKind, from: Partial<Refusal> = {}, options?: ErrorOptions) {
    super(sentences[kind], options);
    this.kind = kind;
    this.status = from.status;
    this.zoomCode = from.zoomCode;
    this.retryAfterMs = from.retryAfterMs;
  }

  /** A repetition of the same request may succeed soon. */
  get retryable(): boolean {
    return retryableKinds.has(this.kind);
  }
}

interface Refusal {
  readonly status: number;
  readonly zoomCode: number | undefined;
  readonly retryAfterMs: number | undefined;
}

const retryableKinds: ReadonlySet<ZoomApiErrorKind> = new Set([
  'meeting-not-ready',
  'rate-limited',
  'unavailable',
  'unreachable',
]);

const sentences: Record<ZoomApiErrorKind, string> = {
  'not-allowed-to-start':
    'Zoom does not let this person start captions: only the host, an alternative host, or somebody who was invited by name may.',
  'no-entitlement':
    "The Zoom account has no active Developer Pack for real-time media. The account's owner can add one; it works one or two minutes later.",
  'content-access-off':
    'The Zoom account does not let this app use meeting content. An administrator can add the app in the Zoom web portal, under the setting for apps that access meeting content.',
  'meeting-not-ready': 'The meeting is not ready for captions yet. Try again in a moment.',
  'scope-missing':
    'The permission given to this app does not include starting and stopping captions. Sign in with Zoom again to renew it.',
  'token-refused': 'Zoom does not accept the sign-in any more. Sign in with Zoom again.',
  'meeting-unknown': 'Zoom does not know this meeting as one that is running now.',
  'profile-scope-missing':
    'The app may not read your Zoom profile: its operator must add the scope user:read:user.',
  'person-unknown':
    'Zoom does not know you as a user of this app. Sign in with the Zoom account that added it.',
  'person-refused': 'Zoom did not say who you are, and gave no reason we know.',
  'rate-limited': 'Zoom is receiving too many requests at the moment. Try again in a moment.',
  unavailable: 'Zoom cannot answer at the moment. Try again in a moment.',
  unreachable: 'Zoom could not be reached. Try again in a moment.',
  refused: 'Zoom refused this and gave no reason we know.',
};

const bodySchema = z.object({
  code: z.coerce.number().optional().catch(undefined),
  message: z.string().catch(''),
});

/** What a request is about: its refusals are sentences about the same. */
export type ZoomSubject = 'meeting' | 'person';

/** The error for Zoom's answer. Codes: Zoom's troubleshooting pages; an unknown one is not retried. */
export function zoomApiErrorFrom(answer: ZoomAnswer, about: ZoomSubject): ZoomApiError {
  const { code, message } = bodySchema.safeParse(answer.body).data ?? { code: undefined, message: '' };
  const kind = kinds[about](answer.status, code, message);
  return new ZoomApiError(kind, {
    status: answer.status,
    zoomCode: code,
    retryAfterMs: answer.retryAfterMs,
  });
}

const kinds = { meeting: meetingKind, person: personKind } as const;

/** What may pass, of any request. */
function passingKind(status: number): ZoomApiErrorKind | undefined {
  if (status === 429) return 'rate-limited';
  return status >= 500 ? 'unavailable' : undefined;
}

/** `users/me`: 1001 no such user, 1010 not of this account. */
function personKind(status: number, code: number | undefined, message: string): ZoomApiErrorKind {
  const passing = passingKind(status);
  if (passing !== undefined) return passing;
  if (namesScopes(message)) return 'profile-scope-missing';
  if (status === 401) return 'token-refused';
  return status === 404 || code === 1001 || code === 1010 ? 'person-unknown' : 'person-refused';
}

/** "Invalid access token, does not contain scopes:[…]" has status 400, and another one at some endpoints. */
function namesScopes(message: string): boolean {
  return /\bscopes?\b/i.test(message);
}

function meetingKind(status: number, code: number | undefined, message: string): ZoomApiErrorKind {
  if (code === 2308) return 'not-allowed-to-start';
  if (code === 2310) return 'no-entitlement';
  if (code === 13262) return 'content-access-off';
  if (code === 3000) return 'meeting-not-ready';
  const passing = passingKind(status);
  if (passing !== undefined) return passing;
  if (namesScopes(message)) return 'scope-missing';
  if (status === 401) return 'token-refused';
  if (status === 404) return 'meeting-unknown';
  // Status 403 of this endpoint is about host and alternative host only.
  if (status === 403) return 'not-allowed-to-start';
  return 'refused';
}
