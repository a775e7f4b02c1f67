import type { Request, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import { HttpProblem } from '../answers/problem.ts';

/** A person reads, listens and types for some seconds per line. */
const PER_PERSON = 30;
/** A host and co-hosts who correct together. */
const PER_MEETING = 60;
const WINDOW_MS = 60_000;

export interface CorrectionLimit {
  /**
   * Counts one correction of this person in this meeting.
   * @throws {HttpProblem} 429 with `Retry-After` when one of both has had its share of the minute.
   */
  count(request: Request, response: Response, who: { personId: string; meetingId: string }): Promise<void>;
}

/** Each correction of an original is translated anew in every language that is read: engines are kept for live speech. */
export function createCorrectionLimit(
  limits: { readonly perPerson?: number; readonly perMeeting?: number } = {},
): CorrectionLimit {
  const { perPerson = PER_PERSON, perMeeting = PER_MEETING } = limits;
  const detail = `Corrections are limited to ${perPerson} a minute for one person and ${perMeeting} for a meeting. Wait a moment and send this one again.`;
  const [ofPerson, ofMeeting] = [counterOf(perPerson, detail), counterOf(perMeeting, detail)];
  return {
    count: async (request, response, { personId, meetingId }) => {
      await ofPerson(request, response, JSON.stringify([meetingId, personId]));
      await ofMeeting(request, response, meetingId);
    },
  };
}

type Counter = (request: Request, response: Response, key: string) => Promise<void>;

/** Counts by a key that only the route knows. */
function counterOf(limit: number, detail: string): Counter {
  const keys = new WeakMap<Request, string>();
  const keyOf = (request: Request) => keys.get(request) ?? '';
  const counter = rateLimit({
    windowMs: WINDOW_MS,
    limit,
    keyGenerator: keyOf,
    standardHeaders: false,
    legacyHeaders: false,
    // Its checks print to the console, and are about addresses.
    validate: false,
    handler: async (request, _response, next) => {
      const { resetTime } = (await counter.getKey(keyOf(request))) ?? {};
      const waitMs = (resetTime?.getTime() ?? Date.now() + WINDOW_MS) - Date.now();
      const retryAfterS = Math.max(1, Math.ceil(waitMs / 1_000));
      next(new HttpProblem(429, 'too-many-corrections', detail, { retryAfterS }));
    },
  });
  return (request, response, key) => {
    keys.set(request, key);
    return new Promise((resolve, reject) => {
      void counter(request, response, (error?: unknown) => (error === undefined ? resolve() : reject(error)));
    });
  };
}
