import { seededRandom } from '../../support/seeded-random.ts';
import { type Meeting, type MeetingSpeaker, type Turn, turnsOf } from './meeting.ts';

/**
 * How the transcription cut the speech into messages. `zoom`: at ends of sentences and long pauses · `bad`: anywhere, two
 * sentences in one message, too · `hesitant`: within sentences, whose speakers pause there and end some without a mark.
 */
export const cutKinds = ['zoom', 'bad', 'hesitant'] as const;
/** `given`: as a file of segments says. */
export type Cuts = (typeof cutKinds)[number] | 'given';

export interface SpokenSegment {
  readonly speaker: MeetingSpeaker;
  readonly text: string;
  /** Since the meeting began. It arrives when it has been said: how long a recogniser thinks is not modelled. */
  readonly startedMs: number;
  readonly endedMs: number;
}

interface Word {
  readonly text: string;
  readonly startedMs: number;
  readonly endedMs: number;
  readonly endsSentence: boolean;
  /** Hesitant speech alone: the message ends here. */
  readonly isLast: boolean;
}

/** The manner of speaking: how fast, and what comes after a word. */
interface Manner {
  readonly wordMs: (speaker: MeetingSpeaker) => number;
  readonly after: (word: { text: string; endsSentence: boolean }) => { pauseMs: number; isLast: boolean };
  readonly marksEnd: () => boolean;
}

/** 150 words a minute. */
const WORD_MS = 400;
const COMMA_PAUSE_MS = 200;
const SENTENCE_PAUSE_MS = 500;
const TURN_PAUSE_MS = 700;
/** A sentence of more words has a pause at a comma that is long enough to be cut there, with at least this many on each side. */
const LONG_SENTENCE_WORDS = 14;
const SHORTEST_CUT_WORDS = 4;
const BAD_CUT_WORDS = { least: 2, most: 9 };
/** Of hesitant speech: 110 to 190 words a minute, pauses for thought, and one sentence in ten without its mark. */
const HESITANT_WORD_MS = { least: 315, most: 545 };
const MEAN_THOUGHT_MS = 700;
const LONGEST_THOUGHT_MS = 3_000;
const HESITANT_SENTENCE_PAUSE_MS = { least: 400, most: 1_500 };
const UNMARKED_ENDS = 0.1;

/** The segments of a meeting in the order they arrive. Equal for an equal seed; clean cuts use none. */
export function cutIntoSegments(
  meeting: Meeting,
  cuts: (typeof cutKinds)[number],
  seed: number,
): readonly SpokenSegment[] {
  const random = seededRandom(seed);
  const segments: SpokenSegment[] = [];
  const manner = cuts === 'hesitant' ? hesitant(random) : steady;
  for (const { turn, words } of spokenWords(turnsOf(meeting), manner)) {
    const pieces = piecesOf(words, cuts, random);
    for (const piece of pieces) segments.push(segmentOf(turn.speaker, piece));
  }
  return segments.toSorted((a, b) => a.endedMs - b.endedMs);
}

export function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function piecesOf(
  words: readonly Word[],
  cuts: (typeof cutKinds)[number],
  random: () => number,
): (readonly Word[])[] {
  switch (cuts) {
    case 'zoom':
      return atPauses(words);
    case 'bad':
      return anywhere(words, random);
    case 'hesitant':
      return groups(words, (_, word) => word.isLast);
  }
}

const steady: Manner = {
  wordMs: () => WORD_MS,
  after: ({ text, endsSentence }) => ({
    pauseMs: endsSentence ? SENTENCE_PAUSE_MS : endsClause(text) ? COMMA_PAUSE_MS : 0,
    isLast: endsSentence,
  }),
  marksEnd: () => true,
};

function hesitant(random: () => number): Manner {
  const between = ({ least, most }: { least: number; most: number }) => least + random() * (most - least);
  const paces = new Map<MeetingSpeaker, number>();
  let left = Math.round(between(BAD_CUT_WORDS));
  return {
    wordMs: (speaker) => {
      const pace = paces.get(speaker) ?? between(HESITANT_WORD_MS);
      paces.set(speaker, pace);
      return pace;
    },
    after: ({ text, endsSentence }) => {
      left -= 1;
      if (!endsSentence && left > 0) return { pauseMs: endsClause(text) ? COMMA_PAUSE_MS : 0, isLast: false };
      left = Math.round(between(BAD_CUT_WORDS));
      const thoughtMs = Math.min(LONGEST_THOUGHT_MS, -MEAN_THOUGHT_MS * Math.log(1 - random()));
      return { pauseMs: endsSentence ? between(HESITANT_SENTENCE_PAUSE_MS) : thoughtMs, isLast: true };
    },
    marksEnd: () => random() >= UNMARKED_ENDS,
  };
}

/** When each word is said. An interruption begins in the middle of the sentence before it. */
function spokenWords(turns: readonly Turn[], manner: Manner): { turn: Turn; words: readonly Word[] }[] {
  let interruptedAt = 0;
  let silentFrom = -TURN_PAUSE_MS;
  return turns.map((turn) => {
    const words: Word[] = [];
    let at = turn.interrupts ? interruptedAt : silentFrom + TURN_PAUSE_MS;
    let pausedMs = 0;
    const wordMs = manner.wordMs(turn.speaker);
    for (const sentence of turn.sentences) {
      const spoken = wordsOf(sentence[sentence.spoken]);
      const beganAt = at;
      for (const [index, text] of spoken.entries()) {
        const endsSentence = index === spoken.length - 1;
        const { pauseMs, isLast } = manner.after({ text, endsSentence });
        const heard = endsSentence && !manner.marksEnd() ? text.replace(/[.!?]+$/, '') : text;
        words.push({ text: heard, startedMs: at, endedMs: at + wordMs, endsSentence, isLast });
        at += wordMs + pauseMs;
        pausedMs = pauseMs;
      }
      interruptedAt = (beganAt + at) / 2;
    }
    silentFrom = Math.max(silentFrom, at - pausedMs);
    return { turn, words };
  });
}

function atPauses(words: readonly Word[]): (readonly Word[])[] {
  return groups(words, (sofar, word) => word.endsSentence && sofar.length > 0).flatMap((sentence) => {
    if (sentence.length <= LONG_SENTENCE_WORDS) return [sentence];
    const middle = sentence.length / 2;
    const pauses = sentence
      .map((word, index) => ({ at: index + 1, isPause: endsClause(word.text) }))
      .filter(({ at, isPause }) => {
        return isPause && at >= SHORTEST_CUT_WORDS && sentence.length - at >= SHORTEST_CUT_WORDS;
      })
      .toSorted((a, b) => Math.abs(a.at - middle) - Math.abs(b.at - middle));
    const cut = pauses[0]?.at ?? sentence.length;
    return [sentence.slice(0, cut), sentence.slice(cut)].filter((piece) => piece.length > 0);
  });
}

function anywhere(words: readonly Word[], random: () => number): (readonly Word[])[] {
  const { least, most } = BAD_CUT_WORDS;
  const length = () => least + Math.floor(random() * (most - least + 1));
  let wanted = length();
  return groups(words, (sofar) => {
    if (sofar.length < wanted) return false;
    wanted = length();
    return true;
  });
}

/** A group ends with the word for which `isLast` holds, that word included. */
function groups(
  words: readonly Word[],
  isLast: (sofar: readonly Word[], word: Word) => boolean,
): (readonly Word[])[] {
  const all: Word[][] = [];
  let current: Word[] = [];
  for (const word of words) {
    current.push(word);
    if (!isLast(current, word)) continue;
    all.push(current);
    current = [];
  }
  return current.length > 0 ? [...all, current] : all;
}

function segmentOf(speaker: MeetingSpeaker, words: readonly Word[]): SpokenSegment {
  const text = words.map((word) => word.text).join(' ');
  return { speaker, text, startedMs: words[0]?.startedMs ?? 0, endedMs: words.at(-1)?.endedMs ?? 0 };
}

function endsClause(word: string): boolean {
  return /[,;:]$/.test(word);
}
