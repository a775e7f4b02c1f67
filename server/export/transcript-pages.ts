/** The stored lines of a meeting as a transcript, page by page. */
import type { SpokenLine } from '../captions/model/line.ts';
import {
  contentWithoutTranslation,
  isSettledTranslationOf,
  type RenderedLine,
  type Rendering,
} from '../captions/model/rendering.ts';
import {
  isLeftUntranslated,
  type TranscriptCaption,
  type TranscriptEntry,
  type TranscriptPages,
} from './transcript.ts';

/** Port: what is stored of a meeting. */
export interface TranscriptStore {
  /** Settled lines and notes in reading order, removed ones left out. */
  pages(
    meetingId: string,
    language: string,
    until: number | undefined,
  ): AsyncIterable<readonly RenderedLine[]>;
  /** When segments ended, by their numbers, milliseconds since 1970, as far as it is known. */
  segmentEnds(meetingId: string, seqs: readonly number[]): Promise<ReadonlyMap<number, number>>;
  /** When the first line was spoken or noted, milliseconds since 1970. */
  startOf(meetingId: string): Promise<number | undefined>;
}

export interface AskedPages {
  readonly meetingId: string;
  readonly language: string;
  /** Only lines of at most this time, milliseconds since 1970. */
  readonly until: number | undefined;
  /** Names of speakers, and notes that only name one. */
  readonly speakers: boolean;
  /** The ends of captions are needed. */
  readonly isTimed: boolean;
}

export async function* transcriptPages(store: TranscriptStore, asked: AskedPages): TranscriptPages {
  const { meetingId, language, until, speakers, isTimed } = asked;
  for await (const page of store.pages(meetingId, language, until)) {
    const spoken = page.flatMap(({ line }) => (line.kind === 'caption' ? [line] : []));
    const seqs = [...new Set(spoken.flatMap(({ parts }) => parts.map(({ segment }) => segment)))];
    const ends = isTimed ? await store.segmentEnds(meetingId, seqs) : new Map<number, number>();
    yield page
      .map((rendered) => entryOf(rendered, language, ends))
      .filter(({ kind }) => speakers || !namesSomeone.has(kind));
  }
}

/** How many lines a transcript has as they were spoken, because there is no translation of them. */
export async function untranslatedLines(
  store: TranscriptStore,
  asked: Pick<AskedPages, 'meetingId' | 'language' | 'until'>,
): Promise<number> {
  let count = 0;
  for await (const page of transcriptPages(store, { ...asked, speakers: false, isTimed: false }))
    count += page.filter((entry) => entry.kind === 'caption' && isLeftUntranslated(entry)).length;
  return count;
}

const namesSomeone: ReadonlySet<string> = new Set(['joined', 'left', 'language-changed']);

function entryOf(
  { line, rendering }: RenderedLine,
  language: string,
  ends: ReadonlyMap<number, number>,
): TranscriptEntry {
  if (line.kind === 'caption') return captionOf(line, rendering, language, ends);
  const { kind, id, at, lengthMs, speaker, sourceLanguage } = line;
  return {
    kind,
    id,
    at,
    ...(lengthMs === undefined ? {} : { lengthMs }),
    ...(speaker === undefined ? {} : { speaker }),
    ...(sourceLanguage === undefined ? {} : { language: sourceLanguage }),
  };
}

function captionOf(
  line: SpokenLine,
  rendering: Rendering | undefined,
  language: string,
  ends: ReadonlyMap<number, number>,
): TranscriptCaption {
  const { id, spokenAt: at, speaker, sourceLanguage, text, corrected, late = false } = line;
  const known = line.parts.flatMap(({ segment }) => ends.get(segment) ?? []);
  const shown = shownOf(line, rendering, language);
  return {
    kind: 'caption',
    id,
    at,
    ...(known.length === 0 ? {} : { endedAt: Math.max(...known) }),
    speaker,
    language: shown.language,
    text: shown.text,
    original: { language: sourceLanguage, text },
    origin: shown.origin,
    corrected: corrected || shown.corrected,
    late,
    ...(shown.engine === undefined ? {} : { engine: shown.engine }),
    ...(shown.via === undefined ? {} : { via: shown.via }),
  };
}

/** What readers of the language have, or the original where they have no translation of these words. */
function shownOf(line: SpokenLine, rendering: Rendering | undefined, language: string) {
  const understood = contentWithoutTranslation(line, language);
  if (understood !== undefined) return understood;
  if (rendering !== undefined && !rendering.removed && isSettledTranslationOf(line, rendering))
    return rendering;
  const origin = rendering?.origin === 'untranslated' ? 'untranslated' : 'pending';
  const { text, sourceLanguage, corrected } = line;
  return { text, language: sourceLanguage, origin, corrected, engine: undefined, via: undefined } as const;
}
