/** Plays meetings through the real captions and storage, by the clock of the process. */
import { LiveMeetings } from '../../../../server/captions/live-meetings.ts';
import type { CaptionOutlet } from '../../../../server/captions/ports/outlet.ts';
import type { Translator } from '../../../../server/captions/ports/translator.ts';
import { delay } from '../../../../server/lib/delay.ts';
import { createLogger } from '../../../../server/logger.ts';
import { openStorage } from '../../../../server/storage/storage.ts';
import type { AnswerTimes, Capacity, FaultShares } from '../../../support/fake-engines/random-faults.ts';
import { quietCaptions } from '../../../support/quiet-captions.ts';
import { seededRandom } from '../../../support/seeded-random.ts';
import { PATIENCE_MS, PairTimes } from './pair-times.ts';

export interface EngineBehaviour {
  readonly languages: readonly string[];
  readonly times: AnswerTimes;
  readonly faults: FaultShares;
  readonly capacity?: Capacity;
}

export interface Scenario extends EngineBehaviour {
  readonly name: string;
  readonly meetings: number;
  /** Each meeting. */
  readonly linesPerMinute: number;
  /** Speech; up to `PATIENCE_MS` more for what is late. */
  readonly seconds: number;
}

const SEED = 34;
const STREAM = { streamId: 'stream', isOriginalHost: true } as const;

export async function playScenario(scenario: Scenario, translator: Translator): Promise<PairTimes> {
  const logger = createLogger('silent');
  const times = new PairTimes();
  await using storage = await openStorage({ databaseUrl: 'sqlite::memory:', retentionHours: 24, logger });
  await using captions = new LiveMeetings({
    ...quietCaptions,
    store: storage.captions,
    translator,
    outlet: outletOf(times),
    maxLanguages: scenario.languages.length,
    logger,
  });
  const meetingIds = await openMeetings(scenario, storage, captions);
  await Promise.all(meetingIds.map((meetingId, at) => speak(meetingId, at, scenario, captions, times)));
  await untilTranslated(times);
  return times;
}

async function openMeetings(
  { meetings, languages }: Scenario,
  storage: Awaited<ReturnType<typeof openStorage>>,
  captions: LiveMeetings,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let at = 0; at < meetings; at += 1) {
    const { id: meetingId } = await storage.meetings.open({ uuid: `meeting-${at}` });
    for (const language of languages) await captions.watch(meetingId, language);
    captions.accept({ type: 'stream-state', meetingId, ...STREAM, state: 'live', at: Date.now() });
    ids.push(meetingId);
  }
  return ids;
}

/** One sentence at a time, at even distances with some play, each different from all others. */
async function speak(
  meetingId: string,
  at: number,
  { linesPerMinute, seconds, languages }: Scenario,
  captions: LiveMeetings,
  times: PairTimes,
): Promise<void> {
  const random = seededRandom(SEED + at);
  const everyMs = 60_000 / linesPerMinute;
  const startedAt = Date.now();
  for (let line = 0; line < (seconds * 1_000) / everyMs; line += 1) {
    const dueMs = (line + random()) * everyMs;
    await delay(Math.max(0, startedAt + dueMs - Date.now()));
    const text = `Item ${line} of meeting ${at} is ready for the review on Monday.`;
    for (const language of languages) times.said(pairOf(language, text), Date.now());
    captions.accept({
      type: 'segment',
      segment: {
        meetingId,
        streamId: STREAM.streamId,
        speaker: { id: 'ana', name: 'Ana' },
        sourceLanguage: 'en',
        text,
        attribute: 'new',
        receivedAt: Date.now(),
      },
    });
  }
}

/** What the readers of every language are sent. */
function outletOf(times: PairTimes): CaptionOutlet {
  return {
    batch: (_meetingId, { language, upserts }) => {
      for (const line of upserts) {
        if (line.kind !== 'caption' || line.state !== 'settled') continue;
        const pair = pairOf(language, line.original.text);
        if (line.origin === 'machine') times.translated(pair, Date.now());
        if (line.origin === 'untranslated') times.untranslated(pair);
      }
    },
    status: () => undefined,
    isWatched: () => true,
  };
}

async function untilTranslated(times: PairTimes): Promise<void> {
  const endsAt = Date.now() + PATIENCE_MS;
  while (!times.areAllTranslated && Date.now() < endsAt) await delay(100);
}

function pairOf(language: string, text: string): string {
  return `${language} ${text}`;
}
