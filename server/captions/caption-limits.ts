/** Every number of the caption pipeline, with its reason. Milliseconds of real time: they follow speech, not the protocol. */

/** A sentence longer than this is cut at a clause: 28 words give the quality of whole turns (20 nearly), 40 add nothing. */
export const MAX_SENTENCE_WORDS = 28;
/** Some engines take the text in a URL; 220 characters of any script fit. Also two lines in a narrow panel. */
export const MAX_SENTENCE_CHARACTERS = 220;
/** A segment that ends in punctuation is one line as Zoom cut it, even if it holds two short sentences; a longer one is cut. */
export const MAX_WHOLE_SEGMENT_CHARACTERS = 2 * MAX_SENTENCE_CHARACTERS;

/** One segment becomes at most this many sentences; of more, several stand in one line. Zoom's ten thousand characters fill 46 such lines. */
export const MAX_LINES_OF_A_SEGMENT = 50;

/** What one speaker of a stream may bring, in characters a second: people speak 20, and Zoom says a growing sentence again twice a second. */
export const SPEECH_PER_SECOND = 2_000;
/** At once: two of the longest frames, or what Zoom held back for a minute. */
export const SPEECH_BURST = 20_000;
/** What a frame costs besides its characters: a transaction. */
export const FRAME_CHARACTERS = 40;
/** Characters of one meeting that wait at most, then the oldest goes on: all of it is stored within two seconds at the end. */
export const MOST_SPEECH_WAITING = 200_000;
/** How often what waits is looked through. */
export const PACE_EVERY_MS = 100;
/** Lines rendered in one go, in each language: between them sockets and other meetings have their turn. */
export const LINES_AT_ONCE = 10;

/** Pieces of ongoing speech come 1.85 s apart, so silence means more than that: 1.5 × the speaker's own mean gap. */
export const SILENCE_FACTOR = 1.5;
export const SILENCE_MIN_MS = 1_500;
export const SILENCE_MAX_MS = 4_000;
export const SILENCE_START_MS = 2_500;
/** How much the newest gap weighs in a speaker's mean: people change their pace within a few sentences. */
export const GAP_WEIGHT = 0.3;
/** Nobody waits longer than this for somebody else's full stop. */
export const OPEN_SENTENCE_MAX_MS = 8_000;

/** An open sentence is translated again this often: between two pieces of ongoing speech, 1.85 s apart. */
export const DRAFT_EVERY_MS = 1_200;
/** Less than a clause translates badly, and changes. */
export const DRAFT_FROM_WORDS = 4;

/** A translation that is slower shows its original meanwhile, so that nothing is ever inserted above what is being read. */
export const PENDING_AFTER_MS = 700;
/** A correction of a settled line and a correction of that are translated at once; more of them look like speech that grows. */
export const REVISIONS_AT_ONCE = 2;
/** A line that Zoom revises again and again after it settled waits for this much quiet: one that grows is revised every half second. */
export const REVISION_QUIET_MS = 1_200;
/** An untranslated line is tried again in the background this long, then left. */
export const RETRY_FOR_MS = 60_000;
export const RETRY_FIRST_MS = 3_000;

/** The cost of a language stops this long after its last reader left: a reconnect costs nothing. */
export const LINGER_MS = 30_000;
/** An idle meeting leaves memory; everything is in the store. */
export const IDLE_MEETING_MS = 60_000;

/** Versions reserved at once, so that a restart never uses one twice. */
export const VERSION_BLOCK = 1_000;
/** A batch that could not be sent is sent again this soon, then ever later. */
export const SENDING_FIRST_RETRY_MS = 500;
export const SENDING_LONGEST_RETRY_MS = 30_000;
/** Sentences an engine gets as context. */
export const CONTEXT_SENTENCES = 3;
/** Lines of a meeting kept in memory; older ones are read from the store when a revision needs them. */
export const LIVE_WINDOW_LINES = 500;
/** Lines of the past that are translated again between two things said: a millisecond or two of the meeting's queue. */
export const LINES_PER_SLICE = 10;
/** The next slice waits this long for the last one: engines' queues stay free, and a slow engine does not end the pass. */
export const SLICE_PATIENCE_MS = 2_000;
/** Visitors of a long meeting, with their pace and their languages; one entry is some hundred bytes. */
export const SPEAKERS_REMEMBERED = 2_000;
/** Keys of accepted segments kept in memory to drop repeats without asking the store. */
export const REPEAT_WINDOW = 2_000;
/** A sentence with a known id that was spoken this much later is another one: a server that took over counts from 1 again. */
export const SENTENCE_ID_REUSED_MS = 10_000;
/** A shorter silence is not worth a note. For readers: not scaled where the protocol's times are. */
export const SHORTEST_GAP_MS = 2_000;
/** What a standby stream carried lately, should the leading one have missed it. */
export const STANDBY_WINDOW_MS = 60_000;
export const STANDBY_WINDOW_SEGMENTS = 500;
/** Two streams bring the same words about this far apart at most; only where no frame carries a time. */
export const UNTIMED_REPEAT_MS = 5_000;
