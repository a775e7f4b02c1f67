import type { TranslationRequest } from '../captions/ports/translator.ts';

export type Purpose = TranslationRequest['purpose'];

/** Higher goes first: settled lines, then drafts, then lines of the past. */
export const PRIORITY: Readonly<Record<Purpose, number>> = { settled: 2, draft: 1, 'catch-up': 0 };

/**
 * The whole chain: a settled line may hold readers back no longer than 4 s, a draft is out of date after 1.5 s.
 * Catch-up waits behind everything live, so its time is mostly queue.
 */
export const CHAIN_LIMIT_MS: Readonly<Record<Purpose, number>> = {
  settled: 4_000,
  draft: 1_500,
  'catch-up': 15_000,
};

/** 2.5 s of 4 s: time remains for the next engine. The last engine gets all that is left. */
export const FIRST_ENGINE_SHARE = 2_500 / 4_000;

/** A settled line whose engines all failed is tried again twice: of three calls to an engine that fails in one of six, one answers in 99.5 %. */
export const ROUNDS = 3;
/** Between two rounds: a server that failed one call answers the next, and readers notice no 0.2 s. */
export const ROUND_PAUSE_MS = 200;
/** No round begins with less time: most engines need it for an answer. */
export const LEAST_ROUND_MS = 400;

/** A call of the last engine that takes longer, and longer than several usual ones, is asked a second time beside it. */
export const HEDGE_AFTER_MS = 1_500;
export const HEDGE_AFTER_USUAL = 4;
/** Second calls of one text: two, as long as the deadline allows them. */
export const MOST_HEDGES = 2;
/** Second calls are at most this share of all: an engine that has become slow must not get twice the calls. */
export const HEDGE_SHARE = 0.1;
/** Second calls that may be saved up, for a meeting that has just begun. */
export const SAVED_HEDGES = 5;

/** The limit of a single call: `fetch` alone waits 301 s for a silent server. */
export const CALL_LIMIT_MS = 4_000;

/** Open sentences whose paid drafts are remembered: one for each speaker and language, and sentences last seconds. */
export const DRAFTED_LINES = 5_000;

/** A sentence has at most 220 characters. 1,200 Japanese ones still fit a URL (Google) under the usual 16 KiB of headers. */
export const MAX_TEXT_CHARACTERS = 1_200;

/** Of the body of a refusal: Google's "Sorry…" page has some kilobytes, and its title is at the top. */
export const MAX_ERROR_BYTES = 16 * 1024;

/** A list of about 250 languages, each with the targets it reaches: some 60,000 codes. */
export const MAX_LANGUAGE_LIST_BYTES = 2 * 1024 * 1024;
/** More than there are with a code of two letters and its scripts: each caption looks through the list. */
export const MAX_LISTED_LANGUAGES = 1_000;

/** Waiting texts per engine, live and past apart, however slow it is: at 4 calls of 0.3 s at a time as much as the deadlines allow. */
export const LIVE_BACKLOG = 50;
export const CATCH_UP_BACKLOG = 200;
/** A faster engine may have more waiting, as much as it answers before the deadline; with bounded memory. */
export const LONGEST_BACKLOG = 5_000;
/** The most calls at a time to a service, once it has borne fewer. 64 to LibreTranslate carry some 500 meetings at 0.2 s a call. */
export const LIBRE_CEILING = 64;
/** DeepL and chat services answer 429 when it is too much. */
export const PAID_SERVICE_CEILING = 32;
/** Its calls are limited by the second. */
export const GOOGLE_CEILING = 16;
/** However badly a service answers: one language that hangs leaves a call to the others. */
export const LEAST_CONCURRENCY = 2;
/** An answer within twice the usual time is steady: more calls at a time do no harm yet. */
export const STEADY_ANSWER = 2;
/** How much the newest answer weighs in the usual time: that of some hundred answers. */
export const USUAL_WEIGHT = 0.01;
/** The share of an engine's slots for one language while others are in use, and for the past: a hanging language leaves room. */
export const SLOT_SHARE = 1 / 2;
/** A language without a request for this long is not in use: pauses in speech last seconds. */
export const LANGUAGE_IN_USE_MS = 60_000;
/** Until an engine has answered: 30 ms is a server near by. A slow one soon shows that it is slow. */
export const ASSUMED_CALL_MS = 30;
/** How much the newest call weighs in an engine's pace: a burst is measured within some ten calls. */
export const PACE_WEIGHT = 0.2;

/** An engine that fails in one call of six fails five times in a row once in some 8,000 calls. */
export const BREAKER_FAILURES = 5;
/** One language may lack its model; two failing languages mean that the server fails. */
export const DOWN_FROM_LANGUAGES = 2;
/** One trial call after 1 s, then after twice as long each time: most failures are over within seconds, and a trial is one call. */
export const BREAKER_FIRST_PAUSE_MS = 1_000;
export const BREAKER_LONGEST_PAUSE_MS = 30_000;

/** Different lines of one meeting in a row with an unusable answer, before the engine pauses for that meeting. */
export const UNUSABLE_LINES = 3;
/** The same sentences would get the same answers soon. Doubles as well. */
export const UNUSABLE_FIRST_PAUSE_MS = 5_000;
export const UNUSABLE_LONGEST_PAUSE_MS = 120_000;
/** Meetings in a row with an unusable answer, before it counts for the language: one person may hold two meetings. */
export const UNUSABLE_MEETINGS = 3;
/** Meetings times languages whose unusable answers are remembered. */
export const MAX_UNUSABLE_ROWS = 5_000;

/** The pause after a 429 without `Retry-After`. It doubles while refusals follow each other, and a success resets it. */
export const RATE_LIMIT_FIRST_PAUSE_MS = 1_000;
export const RATE_LIMIT_LONGEST_PAUSE_MS = 30_000;
/** The longest pause, whatever `Retry-After` says. */
export const LONGEST_PAUSE_MS = 60 * 60_000;
/** Google's "Sorry…" page lasts minutes to hours, and calls prolong it. Doubles up to an hour. */
export const REFUSED_FIRST_PAUSE_MS = 10 * 60_000;
/** The pause after a wrong key or a spent quota: the operator has to act. */
export const OPERATOR_PAUSE_MS = 60 * 60_000;
/** The pause of a pair that the service refuses, though its list or our table has it. */
export const PAIR_REFUSED_MS = 60 * 60_000;
/** After a refusal of markup terms go unprotected for this long: each sentence would cost two calls. */
export const MARKUP_REFUSED_MS = 15 * 60_000;
/** After a refusal of JSON schemas an endpoint is asked for plain text for this long: another model may be loaded meanwhile. */
export const SCHEMA_REFUSED_MS = 60 * 60_000;
export const MAX_REFUSED_PAIRS = 1_000;

/**
 * Sentences that are said again soon ("Thank you.", "Can you hear me?"); what was said long ago is in the database. Full
 * after 5,000 lines, so that a long meeting does not look like a leak: about 2 MB.
 */
export const CACHE_ENTRIES = 5_000;
export const CACHE_CHARACTERS = 1_000_000;
export const CACHE_TTL_MS = 30 * 60_000;

/** Context is the last two or three sentences; more costs time and helps little. */
export const CONTEXT_SENTENCES = 3;

/** The interval in which spent characters are stored; a crash loses the count since then. */
export const METER_FLUSH_MS = 2_000;
/** Meetings whose spent characters are remembered. */
export const BUDGET_MEETINGS = 10_000;

/** A LibreTranslate server's list changes when its operator installs a model. */
export const LANGUAGES_FRESH_MS = 5 * 60_000;
/** Its list could not be read: try again sooner. */
export const LANGUAGES_RETRY_MS = 10_000;
export const LANGUAGES_LIMIT_MS = 3_000;

/** Apertium's processes of one direction (11, 114 MiB) end after this long without a text; they start in 0.15 s. */
export const APERTIUM_IDLE_MS = 5 * 60_000;
/** The p95 of an answer is 5 ms, of a text of 10,000 characters 0.3 s: later, a stage hangs. */
export const APERTIUM_STUCK_MS = 3_000;
export const APERTIUM_FIRST_RESTART_MS = 500;
export const APERTIUM_LONGEST_RESTART_MS = 30_000;
/** Texts inside Apertium's processes: at 650 a second about the deadline of a draft. */
export const APERTIUM_BACKLOG = 1_000;
