/** Plays a meeting through the real captions, storage and engines in virtual time, and keeps what its readers saw. */

import { RETRY_FOR_MS } from '../../../server/captions/caption-limits.ts';
import { LiveMeetings } from '../../../server/captions/live-meetings.ts';
import type { StreamState } from '../../../server/captions/model/stream-update.ts';
import type { CaptionOutlet } from '../../../server/captions/ports/outlet.ts';
import type { ContextPair, Translator } from '../../../server/captions/ports/translator.ts';
import type { Logger } from '../../../server/logger.ts';
import { openStorage } from '../../../server/storage/storage.ts';
import type { TranslationService } from '../../../server/translation/create-translation.ts';
import type { EngineMeasures } from '../../../server/translation/metering/engine-measures.ts';
import { CONTEXT_SENTENCES } from '../../../server/translation/translation-limits.ts';
import type { Line } from '../../../shared/caption.ts';
import { EngineCounts } from '../../support/engine-counts.ts';
import { quietCaptions } from '../../support/quiet-captions.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { frameOf, heardFrame } from './frames.ts';
import { glossaryOf, languagesToRead, type Meeting, type SpokenLanguage } from './meeting.ts';
import type { SpokenSegment } from './segments.ts';

type ReplayTranslation = Pick<TranslationService, 'translate' | 'serves' | 'languages'> & AsyncDisposable;

export interface ReplayOptions {
  readonly meeting: Meeting;
  readonly segments: readonly SpokenSegment[];
  /** Opened anew for each meeting: no cache and no circuit breaker remembers the one before. */
  readonly openTranslation: (measures: EngineMeasures) => Promise<ReplayTranslation>;
  /** Off: each segment is translated by itself, as captions without a joiner would. */
  readonly joiner: boolean;
  /** Off: no engine is told what was said before. */
  readonly context: boolean;
  /** Off: an open sentence is not translated before it ends, whatever the engine. */
  readonly drafts: boolean;
  /** On: the meeting's terms are its glossary. */
  readonly glossary: boolean;
  /** `measured`: as long as it really takes. A number: every answer takes exactly so long, and equal runs are equal. */
  readonly engineTimeMs: number | 'measured';
  readonly logger: Logger;
}

/** What the readers of one language saw, and what it took. */
export interface Reading {
  readonly language: SpokenLanguage;
  /** In reading order. */
  readonly lines: readonly SeenLine[];
  readonly usage: Usage;
}

interface Usage {
  readonly calls: number;
  readonly characters: number;
  readonly cacheHits: number;
}

export interface SeenLine {
  readonly speaker: string;
  readonly versions: readonly SeenVersion[];
}

interface SeenVersion {
  /** Since the meeting began. */
  readonly atMs: number;
  readonly text: string;
  readonly original: string;
  /** In the reader's language: translated, or spoken in it. */
  readonly isReadable: boolean;
  readonly settled: boolean;
}

/** Noon of some day: storage keeps hours, and nothing must seem older than that. */
const STARTED_AT = Date.UTC(2026, 0, 5, 12);
/** After the last word: everything has settled, and what failed has been given up. */
const AFTERWARDS_MS = RETRY_FOR_MS + 10_000;

export async function replay(options: ReplayOptions): Promise<readonly Reading[]> {
  const work = { running: 0 };
  using clock = new VirtualClock({
    startAt: STARTED_AT,
    isWorking: () => work.running > 0,
    passesWhileWorking: options.engineTimeMs === 'measured',
  });
  const counts = new EngineCounts();
  await using translation = await options.openTranslation(counts);
  const stage = { ...options, clock, translator: translatorOf(translation, work, options) };
  const seen = options.joiner ? await playJoined(stage) : await playAlone(stage);
  return languagesToRead(options.meeting).map((language) => ({
    language,
    lines: seen.get(language) ?? [],
    usage: usageOf(counts, language),
  }));
}

type Stage = Pick<ReplayOptions, 'meeting' | 'segments' | 'glossary' | 'logger'> & {
  readonly clock: VirtualClock;
  readonly translator: Translator;
};

type Seen = ReadonlyMap<SpokenLanguage, readonly SeenLine[]>;

async function playJoined({ meeting, segments, glossary, logger, clock, translator }: Stage): Promise<Seen> {
  const now = () => clock.now();
  await using storage = await openStorage({
    databaseUrl: 'sqlite::memory:',
    retentionHours: 24,
    logger,
    now,
  });
  const { id: meetingId } = await storage.meetings.open({ uuid: `evaluation-${meeting.name}` });
  const panels = new Map(languagesToRead(meeting).map((language) => [language, new Panel(language, now)]));
  const outlet: CaptionOutlet = {
    batch: (_meetingId, batch) => {
      for (const panel of panels.values()) if (panel.language === batch.language) panel.show(batch.upserts);
    },
    status: () => undefined,
    isWatched: () => true,
  };
  await using sessions = new LiveMeetings({
    ...quietCaptions,
    store: storage.captions,
    glossaries: {
      glossariesOf: async () => ({ ofHost: [], ofMeeting: glossary ? glossaryOf(meeting.terms) : [] }),
    },
    translator,
    outlet,
    maxLanguages: panels.size,
    logger,
    now,
  });
  for (const language of panels.keys()) await sessions.watch(meetingId, language);
  const streamId = 'stream';
  const stream = (state: StreamState) =>
    sessions.accept({ type: 'stream-state', meetingId, streamId, state, isOriginalHost: true, at: now() });
  stream('live');
  for (const spoken of segments) {
    await clock.advanceTo(STARTED_AT + spoken.endedMs);
    const segment = heardFrame(frameOf(spoken, STARTED_AT), { meetingId, streamId, receivedAt: now() });
    sessions.accept({ type: 'segment', segment });
  }
  await clock.advanceTo(now());
  stream('ended');
  await clock.advanceTo(now() + AFTERWARDS_MS);
  return new Map([...panels].map(([language, panel]) => [language, panel.lines()]));
}

/** The baseline: a line for each segment, translated when it comes. */
async function playAlone({ meeting, segments, clock, translator }: Stage): Promise<Seen> {
  const seen = new Map(languagesToRead(meeting).map((language) => [language, new AloneReader(language)]));
  for (const spoken of segments) {
    await clock.advanceTo(STARTED_AT + spoken.endedMs);
    for (const reader of seen.values()) void reader.read(spoken, translator, () => clock.now() - STARTED_AT);
  }
  await clock.advanceTo(clock.now() + AFTERWARDS_MS);
  return new Map([...seen].map(([language, reader]) => [language, reader.lines]));
}

/** The engines as the captions see them: how long they take is up to the clock. */
function translatorOf(
  translation: ReplayTranslation,
  work: { running: number },
  { context, drafts, engineTimeMs }: Pick<ReplayOptions, 'context' | 'drafts' | 'engineTimeMs'>,
): Translator {
  return {
    serves: (tag) => translation.serves(tag),
    languages: () => translation.languages(),
    translate: async (request) => {
      if (request.purpose === 'draft' && !drafts) return { ok: false, retryable: false };
      work.running += 1;
      const asked = context ? request : { ...request, context: [] };
      const answer = await translation.translate(asked).finally(() => {
        work.running -= 1;
      });
      if (engineTimeMs !== 'measured') await new Promise((resolve) => setTimeout(resolve, engineTimeMs));
      return answer;
    },
  };
}

/** A panel that remembers every version of every line it ever showed. */
class Panel {
  readonly language: SpokenLanguage;
  readonly #now: () => number;
  readonly #lines = new Map<string, { position: number; speaker: string; versions: SeenVersion[] }>();

  constructor(language: SpokenLanguage, now: () => number) {
    this.language = language;
    this.#now = now;
  }

  show(lines: readonly Line[]): void {
    for (const line of lines) {
      if (line.kind !== 'caption') continue;
      const { id, position, speaker, text, language, original, state } = line;
      const known = this.#lines.get(id) ?? { position, speaker: speaker.name, versions: [] };
      known.versions.push({
        atMs: this.#now() - STARTED_AT,
        text,
        original: original.text,
        isReadable: language === this.language,
        settled: state === 'settled',
      });
      this.#lines.set(id, known);
    }
  }

  lines(): readonly SeenLine[] {
    return [...this.#lines.values()].toSorted((a, b) => a.position - b.position);
  }
}

class AloneReader {
  readonly language: SpokenLanguage;
  readonly lines: { speaker: string; versions: SeenVersion[] }[] = [];
  #context: readonly ContextPair[] = [];

  constructor(language: SpokenLanguage) {
    this.language = language;
  }

  async read(
    { speaker, text, startedMs }: SpokenSegment,
    translator: Translator,
    sinceStartMs: () => number,
  ): Promise<void> {
    const line: { speaker: string; versions: SeenVersion[] } = { speaker: speaker.name, versions: [] };
    this.lines.push(line);
    const show = (shown: string, isReadable: boolean) =>
      line.versions.push({ atMs: sinceStartMs(), text: shown, original: text, isReadable, settled: true });
    if (speaker.language === this.language) {
      show(text, true);
      return;
    }
    const translation = await translator.translate({
      meetingId: 'alone',
      lineId: `segment at ${startedMs}`,
      text,
      sourceLanguage: speaker.language,
      targetLanguage: this.language,
      purpose: 'settled',
      context: this.#context,
      signal: new AbortController().signal,
    });
    show(translation.ok ? translation.text : text, translation.ok);
    if (!translation.ok) return;
    this.#context = [...this.#context, { source: text, translation: translation.text }].slice(
      -CONTEXT_SENTENCES,
    );
  }
}

function usageOf(measured: EngineCounts, language: SpokenLanguage): Usage {
  const usage = { calls: 0, characters: 0, cacheHits: 0 };
  for (const counters of measured.all) {
    if (counters.language !== language) continue;
    usage.calls += counters.calls;
    usage.characters += counters.characters;
    usage.cacheHits += counters.cacheHits;
  }
  return usage;
}
