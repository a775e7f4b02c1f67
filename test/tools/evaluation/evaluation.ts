/** Every configuration of the captions over every meeting, measured alike. */
import type { Logger } from '../../../server/logger.ts';
import { type Counts, measure, type Scores, scoresOf, together } from './measure.ts';
import { languagesToRead, type Meeting, type SpokenLanguage } from './meeting.ts';
import { type ReplayOptions, replay } from './replay.ts';
import { type Cuts, cutIntoSegments, type SpokenSegment } from './segments.ts';

export interface EvaluationOptions {
  readonly meetings: readonly Meeting[];
  readonly cuts: readonly Cuts[];
  readonly seed: number;
  readonly openTranslation: ReplayOptions['openTranslation'];
  /** Compare with and without what was said before. */
  readonly takesContext: boolean;
  /** Compare with and without translations of sentences that are still open. */
  readonly takesDrafts: boolean;
  /** Compare with and without the meeting's terms as its glossary. */
  readonly withGlossary?: boolean;
  /** Which of the configurations to play; default: all. */
  readonly only?: (configuration: Configuration) => boolean;
  /** For `given` cuts. */
  readonly segments?: readonly SpokenSegment[];
  readonly engineTimeMs: ReplayOptions['engineTimeMs'];
  readonly logger: Logger;
  readonly onProgress?: (sentence: string) => void;
}

export interface Configuration {
  readonly cuts: Cuts;
  readonly joiner: boolean;
  readonly context: boolean;
  readonly drafts: boolean;
  readonly glossary: boolean;
}

export interface ConfigurationResult extends Configuration {
  readonly meetings: readonly MeetingResult[];
  /** All meetings together, for each language that was read, and for both. */
  readonly totals: readonly { readonly language: SpokenLanguage | 'all'; readonly scores: Scores }[];
}

interface MeetingResult {
  readonly meeting: string;
  /** What was read. */
  readonly language: SpokenLanguage;
  readonly scores: Scores;
}

export async function evaluate(options: EvaluationOptions): Promise<readonly ConfigurationResult[]> {
  const results: ConfigurationResult[] = [];
  const { only = () => true } = options;
  for (const configuration of [...configurations(options), ...withGlossary(options)].filter(only)) {
    options.onProgress?.(nameOf(configuration));
    results.push(await resultOf(configuration, options));
  }
  return results;
}

export function nameOf({ cuts, joiner, context, drafts, glossary }: Configuration): string {
  const cut = { zoom: 'clean cuts', bad: 'bad cuts', hesitant: 'hesitant speech', given: 'given cuts' }[cuts];
  const extras = `${context ? ', with context' : ''}${drafts ? ', with drafts' : ''}${glossary ? ', with glossary' : ''}`;
  return `${cut}, ${joiner ? 'joined' : 'each alone'}${extras}`;
}

/** Each alone, then joined, then with what the engine takes besides. */
function configurations(options: EvaluationOptions): readonly Configuration[] {
  const contexts = options.takesContext ? [false, true] : [false];
  return options.cuts.flatMap((cuts) =>
    [false, true].flatMap((joiner) =>
      contexts.flatMap((context) =>
        // Only an open sentence has drafts.
        (joiner && options.takesDrafts ? [false, true] : [false]).map((drafts) => ({
          cuts,
          joiner,
          context,
          drafts,
          glossary: false,
        })),
      ),
    ),
  );
}

/** With everything an engine takes that changes its words, and the terms besides. */
function withGlossary({ cuts, takesContext, ...options }: EvaluationOptions): readonly Configuration[] {
  if (options.withGlossary !== true) return [];
  return cuts.map((cut) => ({
    cuts: cut,
    joiner: true,
    context: takesContext,
    drafts: false,
    glossary: true,
  }));
}

async function resultOf(
  configuration: Configuration,
  { meetings, seed, segments: given, openTranslation, engineTimeMs, logger }: EvaluationOptions,
): Promise<ConfigurationResult> {
  const measured: { meeting: string; language: SpokenLanguage; counts: Counts }[] = [];
  for (const meeting of meetings) {
    const { cuts, joiner, context, drafts, glossary } = configuration;
    const segments = cuts === 'given' ? (given ?? []) : cutIntoSegments(meeting, cuts, seed);
    const readings = await replay({
      meeting,
      segments,
      openTranslation,
      joiner,
      context,
      drafts,
      glossary,
      engineTimeMs,
      logger,
    });
    for (const reading of readings) {
      const counts = measure(meeting, segments, reading);
      measured.push({ meeting: meeting.name, language: reading.language, counts });
    }
  }
  const read = [...new Set(meetings.flatMap(languagesToRead))].toSorted();
  const totalOf = (language: SpokenLanguage | 'all') => {
    const counts = measured.filter((one) => language === 'all' || one.language === language);
    return { language, scores: scoresOf(together(counts.map((one) => one.counts))) };
  };
  return {
    ...configuration,
    meetings: measured.map(({ meeting, language, counts }) => ({
      meeting,
      language,
      scores: scoresOf(counts),
    })),
    totals: [...read.map(totalOf), ...(read.length > 1 ? [totalOf('all')] : [])],
  };
}
