/** Who is in the demo's meeting. `languageId` is the number the stream carries, `language` its tag. */
export const speakers = {
  maya: { name: 'Maya Chen', title: 'Product', language: 'en', languageId: 9 },
  daniel: { name: "Daniel O'Connor", title: 'Operations', language: 'en', languageId: 9 },
  lucia: { name: 'Lucía Fernández', title: 'Design', language: 'es', languageId: 28 },
  javier: { name: 'Javier Ríos', title: 'Marketing', language: 'es', languageId: 28 },
  thiago: { name: 'Thiago Almeida', title: 'Engineering', language: 'pt', languageId: 25 },
  noura: { name: 'نورة الحربي', title: 'City partnerships', language: 'ar', languageId: 0 },
} as const;

export type SpeakerKey = keyof typeof speakers;

/** Who types. A person of their own: their words never join somebody's unfinished sentence. */
export const YOU = 'you';

/** What they may speak: `languageId` by the tag. */
export const voices: Readonly<Record<string, number>> = {
  en: 9,
  es: 28,
  pt: 25,
  fr: 13,
  de: 14,
  ar: 0,
  ja: 20,
  zh: 4,
};

/** Does this piece end its sentence? */
export function endsSentence(text: string): boolean {
  return /[.!?؟。！？]$/.test(text);
}

export interface Turn {
  readonly speaker: SpeakerKey;
  /** Silence before the turn, at natural speed. */
  readonly pauseMs: number;
  /** What is said; `|` where the transcription cuts it. A cut turn is one sentence. */
  readonly text: string;
  /** Begins while the turn before it is still being said: two sentences are open at once. */
  readonly interrupts: boolean;
}

/** One piece of the transcript, as a stream delivers it. */
export interface DialogueSegment {
  readonly speaker: SpeakerKey;
  readonly text: string;
  /** After the segment before it, at natural speed. */
  readonly afterMs: number;
  readonly languageId: number;
}

/** About 160 words a minute; an Arabic word carries more. */
const wordMs = 370;
const arabicWordMs = 520;
/** Zoom cuts ongoing speech in quick succession; a longer silence inside a sentence would close it. */
const longestGapInSentenceMs = 1_200;
const gapBetweenVoicesMs = 500;

/** The segments of the turns in the order they arrive. An interruption alternates with what it interrupts. */
export function toSegments(turns: readonly Turn[]): readonly DialogueSegment[] {
  return turns.flatMap((turn, index) => {
    if (turn.interrupts) return [];
    const next = turns[index + 1];
    return next?.interrupts === true ? interleaved(turn, next) : spoken(turn);
  });
}

function spoken(turn: Turn): DialogueSegment[] {
  return pieces(turn).map((text, index) => ({
    speaker: turn.speaker,
    text,
    afterMs:
      index === 0
        ? turn.pauseMs + speakingMs(turn, text)
        : Math.min(longestGapInSentenceMs, speakingMs(turn, text)),
    languageId: speakers[turn.speaker].languageId,
  }));
}

function interleaved(first: Turn, second: Turn): DialogueSegment[] {
  const a = spoken(first);
  const b = spoken(second);
  return Array.from({ length: Math.max(a.length, b.length) }, (_, index) => [a[index], b[index]])
    .flat()
    .filter((segment) => segment !== undefined)
    .map((segment, index) => (index === 0 ? segment : { ...segment, afterMs: gapBetweenVoicesMs }));
}

function pieces(turn: Turn): string[] {
  return turn.text.split('|').map((piece) => piece.trim());
}

function speakingMs(turn: Turn, text: string): number {
  return text.split(/\s+/).length * (speakers[turn.speaker].language === 'ar' ? arabicWordMs : wordMs);
}
