/** What a panel may ask, as the protocol says, and how a request is refused. */
import { z } from 'zod';
import { canonicalTag, ORIGINAL } from '../../shared/language.ts';
import type { RequestErrorCode, RequestFailed } from '../../shared/panel-protocol.ts';

/** Why a request was not answered; goes to the panel as `{ ok: false, error }`. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  readonly code: RequestErrorCode;
  readonly retryAfterMs: number | undefined;
  constructor(code: RequestErrorCode, message: string, retryAfterMs?: number) {
    super(message);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }

  get answer(): RequestFailed {
    const { code, message, retryAfterMs } = this;
    return { ok: false, error: { code, message, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) } };
  }
}

export const watchRequest = z.object({
  language: z.string().min(1).max(64),
  after: z.object({ epoch: z.string().max(64), version: z.number().int().nonnegative() }).optional(),
});
const historyLimit = z.number().int().min(1).max(100).default(50);
export const historyRequest = z.union([
  z.object({ before: z.number().int(), limit: historyLimit }),
  z.object({ after: z.number().int().nonnegative(), limit: historyLimit }),
  z.object({ around: z.string().min(1).max(128), limit: historyLimit }),
]);
export type HistoryAsked = z.infer<typeof historyRequest>;
export const renewRequest = z.object({ token: z.string().min(1).max(8_192) });

/** @throws {RequestRefused} `bad-request` */
export function parse<T>(schema: z.ZodType<T>, request: unknown): T {
  const parsed = schema.safeParse(request);
  if (!parsed.success)
    throw new RequestRefused('bad-request', 'The request is not of the form the protocol says.');
  return parsed.data;
}

/**
 * The tag that serves a wanted language.
 * @param serves the tag under which an engine offers a language, if one does
 * @throws {RequestRefused} `unknown-language`, `language-not-served`
 */
export function servedTag(wanted: string, serves: (tag: string) => string | undefined): string {
  if (wanted === ORIGINAL) return ORIGINAL;
  const tag = canonicalTag(wanted);
  if (tag === undefined)
    throw new RequestRefused('unknown-language', 'That is not a language tag such as es or pt-BR.');
  const served = serves(tag);
  if (served === undefined)
    throw new RequestRefused(
      'language-not-served',
      'No translation engine of this server offers that language.',
    );
  return served;
}

export function notInAMeeting(): RequestRefused {
  return new RequestRefused(
    'not-in-a-meeting',
    'This session belongs to no meeting. Open the panel inside a meeting.',
  );
}

export function notWatching(): RequestRefused {
  return new RequestRefused('bad-request', 'Watch a language before asking for its history.');
}

export function tooManyRequests(retryAfterMs: number): RequestRefused {
  return new RequestRefused(
    'rate-limited',
    'Too many requests from this panel. Wait a moment.',
    retryAfterMs,
  );
}

export function tooManyLanguages(): RequestRefused {
  return new RequestRefused(
    'language-limit',
    'This meeting is already read in as many languages as the server allows.',
  );
}

/** The captions could not be read; the same request may succeed soon. */
export function unavailable(): RequestRefused {
  return new RequestRefused(
    'rate-limited',
    'The server could not read the captions just now. Try again.',
    1_000,
  );
}
