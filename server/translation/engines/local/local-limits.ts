/** A sentence of 40 words takes 0.2 s on one core, of 220 characters on a busy one 1 s: after this long a call hangs. */
export const LOCAL_CALL_LIMIT_MS = 3_500;
/** Reading, checking and loading a model takes 1.5 s on one core. */
export const LOCAL_LOAD_LIMIT_MS = 20_000;
/** A direction (some 350 MB) that nobody used for this long is ended; it starts again in 1.5 s. */
export const LOCAL_IDLE_MS = 5 * 60_000;
/** A direction used within this time gives its place to no other: loading costs as much as twenty sentences. */
export const LOCAL_KEEP_MS = 3_000;
/** Texts that wait for one direction: at 80 ms each, more than four seconds hold. */
export const LOCAL_BACKLOG = 60;
/** Calls of all directions; each direction takes one at a time. */
export const LOCAL_CONCURRENCY = 16;
/** The first loss of a thread is an accident; after the second in a row the direction rests, each time twice as long. */
export const LOCAL_FIRST_REST_MS = 30_000;
export const LOCAL_LONGEST_REST_MS = 10 * 60_000;
