/** `npm run evaluate`: how good, how calm, how dear and how late the captions are, on meetings with known translations. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { loadConfig, readEnvironment } from '../../../server/config/config.ts';
import { type EngineName, engineNames } from '../../../server/config/config-schema.ts';
import { createLogger } from '../../../server/logger.ts';
import { createTranslation } from '../../../server/translation/create-translation.ts';
import { splits } from './boundaries/boundary-set.ts';
import { evaluateBoundaries } from './boundaries/evaluate-boundaries.ts';
import { evaluate } from './evaluation.ts';
import type { Meeting } from './meeting.ts';
import { fileFormats, readMeeting, readSegments } from './meeting-file.ts';
import { meetings } from './meetings.ts';
import { reportOf } from './report.ts';
import { type Cuts, cutKinds, type SpokenSegment } from './segments.ts';

const usage = `npm run evaluate -- [options]
  --engine <name>     ${engineNames.join(', ')} (default: apertium),
                      set up by the same variables as the server: DEEPL_KEY, LIBRE_URL, OPENAI_URL, DRAFTS …
  --meeting <name>    ${meetings.map(({ name }) => name).join(', ')} (default: all; may be repeated)
  --file <file>       a meeting of your own, instead (may be repeated)
  --segments <file>   how the meeting of --file was cut, instead of --cuts
  --cuts <kind>       ${cutKinds.join(', ')}, or both: clean and bad (default: both)
  --seed <number>     of bad and hesitant cuts (default: 1)
  --latency <ms>      every answer takes so long, or "measured": as long as it really does
                      (default: 5 for engines on this machine, measured for services)
  --json <file>       write the numbers there, too

Where sentences end, in every language that is spoken, without an engine:
  --boundaries        score the cuts between sentences; also --json and --seed
  --language <tag>    only this language (may be repeated)
  --split <name>      ${splits.join(' or ')} (default: dev)
  --misses            show each wrong or missing cut; of the gate only with --reveal

${fileFormats}`;

/** These answer within some milliseconds; with a fixed time equal runs give equal numbers. */
const localEngines: readonly EngineName[] = ['apertium', 'phrasebook'];
const LOCAL_LATENCY_MS = 5;
const contextEngines: readonly EngineName[] = ['deepl', 'openai'];
/** Without drafts unless DRAFTS=always. */
const meteredEngines: readonly EngineName[] = ['google', 'deepl', 'openai'];

class UsageError extends Error {
  override readonly name = 'UsageError';
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      engine: { type: 'string', default: 'apertium' },
      meeting: { type: 'string', multiple: true },
      file: { type: 'string', multiple: true },
      segments: { type: 'string' },
      cuts: { type: 'string', default: 'both' },
      seed: { type: 'string', default: '1' },
      latency: { type: 'string' },
      json: { type: 'string' },
      boundaries: { type: 'boolean', default: false },
      language: { type: 'string', multiple: true, default: [] },
      split: { type: 'string', default: 'dev' },
      misses: { type: 'boolean', default: false },
      reveal: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    print(usage);
    return;
  }
  if (values.boundaries) {
    const { language: languages, misses, reveal, json } = values;
    const split = oneOf('--split', values.split, splits);
    const seed = wholeNumber('--seed', values.seed);
    print(await evaluateBoundaries({ split, languages, seed, misses, reveal, json }));
    return;
  }
  const engine = oneOf('--engine', values.engine, engineNames);
  const seed = wholeNumber('--seed', values.seed);
  const chosen =
    values.file === undefined
      ? meetingsNamed(values.meeting ?? [])
      : await Promise.all(values.file.map(readMeeting));
  const segments = await segmentsOf(values.segments, values.file === undefined ? [] : chosen);
  const cuts = segments === undefined ? cutsOf(values.cuts) : (['given'] as const);
  const engineTimeMs = latencyOf(values.latency, engine);
  const logger = createLogger('warn', process.stderr);
  const { translation: config, sourceLanguage } = loadConfig({
    ...unused,
    ...readEnvironment(),
    TRANSLATE_ENGINES: engine,
  });
  const results = await evaluate({
    meetings: chosen,
    cuts,
    seed,
    ...(segments === undefined ? {} : { segments }),
    withGlossary: chosen.some(({ terms }) => terms.length > 0),
    openTranslation: (measures) => createTranslation(config, { sourceLanguage, measures, logger }),
    takesContext: contextEngines.includes(engine),
    takesDrafts:
      config.drafts === 'always' || (config.drafts === 'unmetered' && !meteredEngines.includes(engine)),
    engineTimeMs,
    logger,
    onProgress: (configuration) => process.stderr.write(`${configuration} …\n`),
  });
  print(`\n${engine}, seed ${seed}, drafts ${config.drafts}\n\n${reportOf(results)}`);
  if (values.json === undefined) return;
  const facts = { engine, seed, drafts: config.drafts, engineTimeMs, results };
  await writeFile(values.json, `${JSON.stringify(facts, null, 2)}\n`);
}

/** What a server needs and an evaluation does not. */
const unused = {
  CLIENT_ID: '-',
  CLIENT_SECRET: '-',
  ZOOM_SECRET_TOKEN: '-',
  REDIRECT_URI: 'https://captions.invalid/callback',
};

function meetingsNamed(names: readonly string[]): readonly Meeting[] {
  const known = meetings.map(({ name }) => name);
  for (const name of names) oneOf('--meeting', name, known);
  return names.length === 0 ? meetings : meetings.filter(({ name }) => names.includes(name));
}

async function segmentsOf(
  file: string | undefined,
  meetings: readonly Meeting[],
): Promise<readonly SpokenSegment[] | undefined> {
  if (file === undefined) return undefined;
  const [meeting, ...others] = meetings;
  if (meeting !== undefined && others.length === 0) return readSegments(file, meeting);
  throw new UsageError(`--segments needs one --file whose words they are.\n\n${usage}`);
}

function cutsOf(text: string): readonly Cuts[] {
  return text === 'both' ? ['zoom', 'bad'] : [oneOf('--cuts', text, cutKinds)];
}

function latencyOf(text: string | undefined, engine: EngineName): number | 'measured' {
  if (text === 'measured') return text;
  if (text !== undefined) return wholeNumber('--latency', text);
  return localEngines.includes(engine) ? LOCAL_LATENCY_MS : 'measured';
}

function oneOf<T extends string>(option: string, text: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === text);
  if (found !== undefined) return found;
  throw new UsageError(`${option} must be one of ${allowed.join(', ')}, not "${text}".\n\n${usage}`);
}

function wholeNumber(option: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new UsageError(`${option} must be a whole number, not "${text}".\n\n${usage}`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
