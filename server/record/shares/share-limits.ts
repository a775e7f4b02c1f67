/** Limits of share links, each with its reason. */

/** A link for the room, one for the stream, some for guests: each can be revoked alone. */
export const MAX_OPEN_SHARES = 20;
/** The last use is stored to the minute. */
export const USED_EVERY_MS = 60_000;
/**
 * Lines of the past that engines which cost money translate for the readers of one link, in its whole life: an hour of
 * speech in three languages nobody read, about 180,000 characters. Beyond, such lines are shown as they were spoken.
 */
export const MAX_CATCH_UP_LINES = 3_000;
