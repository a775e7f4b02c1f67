/** Limits of the caption pipeline, each with its reason. Milliseconds of real time, because they follow speech and not the protocol. */

/** A sentence longer than this is cut at a clause: 28 words give the quality of whole turns (20 nearly), 40 add nothing. */
export const MAX_SENTENCE_WORDS = 28;
/** Some engines accept the text in a URL, where 220 characters of any script fit; also two lines of a narrow panel. */
export const MAX_SENTENCE_CHARACTERS = 220;
/** A segment that ends in punctuation is one line as Zoom cut it, even if it holds two short sentences; a longer one is cut. */
export const MAX_WHOLE_SEGMENT_CHARACTERS = 2 * MAX_SENTENCE_CHARACTERS;

/** One segment becomes at most this many sentences; of more, several stand in one line. Zoom's ten thousand characters fill 46 such lines. */
export const MAX_LINES_OF_A_SEGMENT = 50;

/** Characters a second from one speaker of a stream: speech has 20, and Zoom repeats a growing sentence twice a second. */
export const SPEECH_PER_SECOND = 2_000;
/** A burst of two of the longest frames, or of a minute that Zoom delayed. */
export const SPEECH_BURST = 20_000;
/** The transaction of a frame, counted in characters. */
export const FRAME_CHARACTERS = 40;
/** Most waiting characters of one meeting, which are stored within two seconds at its end; beyond them the oldest is released. */
export const MOST_SPEECH_WAITING = 200_000;
/** The interval at which waiting speech is released. */
export const PACE_EVERY_MS = 100;
/** Lines rendered in each language between two turns of the event loop. */
export const LINES_AT_ONCE = 10;

/** A line whose end mark may belong to what follows ("3.", "etc.") waits for that; readers are promised it within 2 s. */
export const MAY_GO_ON_MS = 2_000;
/**
 * A line without an end mark waits a few of its speaker's own gaps, within these: a transcriber that writes end marks has
 * more to send, and a piece of nine words takes 4 s to say. Measured: 2.5 s cut a third of badly cut sentences in two.
 */
export const UNMARKED_GAPS = 3;
export const UNMARKED_MIN_MS = 3_500;
export const UNMARKED_START_MS = 4_500;
export const UNMARKED_MAX_MS = 5_000;
/** After so many lines without an end mark in a row, the transcriber is taken to write none: silence alone ends lines. */
export const UNMARKED_LINES = 3;
export const NEVER_MARKED_MS = 2_000;
/** A line that cannot end where it stands, "on the", goes on after most pauses for thought. */
export const UNFINISHED_MS = 6_500;
/** How much the newest gap weighs in a speaker's mean: people change their pace within a few sentences. */
export const GAP_WEIGHT = 0.3;
/** An open sentence closes after this long, because its readers wait; one that cannot end there, later. */
export const OPEN_SENTENCE_MAX_MS = 14_000;
export const UNFINISHED_SENTENCE_MAX_MS = 20_000;

/** A number that was cut, "3." + "7", goes on at once. */
export const NUMBER_GOES_ON_MS = 1_000;
/** After this pause a capital begins a sentence: within sentences people pause as long, but then go on in small letters. */
export const NEW_SENTENCE_PAUSE_MS = 2_000;
/** The same after a line that may end, of a transcriber that is known to write small letters within sentences. */
export const SENTENCE_CASE_PAUSE_MS = 300;
/** The same of a word that may be a name. */
export const CAPITAL_PAUSE_MS = 600;
/** Pieces of one speaker overlap so far; one that begins earlier was spoken before: the transcript was rewound. */
export const OVERLAP_MS = 3_000;
/** Zoom's times further than this from ours are of another clock. A rewound transcript is of the same meeting. */
export const SANE_CLOCK_MS = 12 * 3_600_000;
/** Fast speech, in letters and in signs of a script without blanks; the error of a pause estimated by it. */
export const SPOKEN_LETTER_MS = 65;
export const SPOKEN_SIGN_MS = 150;
export const SPOKEN_TIME_ERROR_MS = 500;
/** A segment that grows by revisions is revised every half second: later, a revision corrects it. */
export const GROWS_WITHIN_MS = 1_500;
/** A line spoken this much before one that readers have seen is marked late: less is people who talk at once. */
export const LATE_AFTER_MS = 10_000;

/** An open sentence is translated again this often: between two pieces of ongoing speech, 1.85 s apart. */
export const DRAFT_EVERY_MS = 1_200;
/** Less than a clause translates badly, and changes. */
export const DRAFT_FROM_WORDS = 4;

/** A slower translation shows its original first, so that no line is inserted above the line being read. */
export const PENDING_AFTER_MS = 700;
/** The first two corrections of a settled line are translated at once; further ones are taken for growing speech. */
export const REVISIONS_AT_ONCE = 2;
/** The pause after which a repeatedly revised line is translated; a growing one is revised every half second. */
export const REVISION_QUIET_MS = 1_200;
/** An untranslated line is retried in the background for this long. */
export const RETRY_FOR_MS = 60_000;
/** The waits double from the first to the longest: an engine that refuses for a second is asked again soon. */
export const RETRY_FIRST_MS = 1_000;
export const RETRY_LONGEST_MS = 8_000;
/** Readers still look at the line for so long after it first failed: until then its retries go with what is said now. */
export const RETRY_LIVE_MS = 10_000;

/** A language is closed this long after its last reader left, so that a reconnect costs nothing. */
export const LINGER_MS = 30_000;
/** An idle meeting leaves memory; everything is in the store. */
export const IDLE_MEETING_MS = 60_000;

/** Versions reserved at once, so that a restart never uses one twice. */
export const VERSION_BLOCK = 1_000;
/** The wait before a failed batch is sent again, doubled up to the longest. */
export const SENDING_FIRST_RETRY_MS = 500;
export const SENDING_LONGEST_RETRY_MS = 30_000;
/** Sentences an engine gets as context. */
export const CONTEXT_SENTENCES = 3;
/** Lines of a meeting kept in memory; older ones are read from the store when a revision needs them. */
export const LIVE_WINDOW_LINES = 500;
/** Past lines translated again between two updates: a millisecond or two of the meeting's queue. */
export const LINES_PER_SLICE = 10;
/** The next slice waits this long for the last one, which keeps engines' queues free and a slow engine from ending the pass. */
export const SLICE_PATIENCE_MS = 2_000;
/** Lines of the past translated at once for a transcript: what an engine's queue for past lines takes. */
export const BACKFILL_SLICE_LINES = 20;
/** A slice is looked at again after this: one call that hangs, and one repetition. */
export const BACKFILL_PATIENCE_MS = 10_000;
/** Without a single translation for so long, no engine works: longer than the pause after most refusals. */
export const BACKFILL_STALL_MS = 30_000;
/** Who waits asks every second or two; a page that was closed does not. */
export const BACKFILL_UNASKED_MS = 15_000;
/** Who asks waits for the end for so long, so that most hear of nothing else. */
export const BACKFILL_ANSWER_MS = 1_500;
/** The outcome is kept for those who still ask; later they want another try. */
export const BACKFILL_KEPT_MS = 5_000;
/** Speakers of a long meeting whose pace and languages are kept, at some hundred bytes each. */
export const SPEAKERS_REMEMBERED = 2_000;
/** Keys of accepted segments kept in memory to drop repeats without asking the store. */
export const REPEAT_WINDOW = 2_000;
/** A known sentence id this much later names another sentence, because a new server of Zoom counts from 1 again. */
export const SENTENCE_ID_REUSED_MS = 10_000;
/** A shorter gap has no note. Not scaled with the protocol's times, because readers see it. */
export const SHORTEST_GAP_MS = 2_000;
/** How much speech of a standby stream is kept for a hand-over. */
export const STANDBY_WINDOW_MS = 60_000;
export const STANDBY_WINDOW_SEGMENTS = 500;
/** The largest distance of the same words on two streams, where no frame carries a time. */
export const UNTIMED_REPEAT_MS = 5_000;
