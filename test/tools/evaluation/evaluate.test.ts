import { pino } from 'pino';
import { beforeAll, describe, expect, it } from 'vitest';
import { createEngineChain } from '../../../server/translation/engine-chain.ts';
import type { EngineMeasures } from '../../../server/translation/metering/engine-measures.ts';
import { memoryMeters } from '../../support/memory-meters.ts';
import { type Configuration, type EvaluationOptions, evaluate } from './evaluation.ts';
import type { Scores } from './measure.ts';
import type { Meeting } from './meeting.ts';
import { meetings } from './meetings.ts';
import { overall, reportOf } from './report.ts';
import { cutIntoSegments, wordsOf } from './segments.ts';

const logger = pino({ level: 'silent' });

/** A little of a meeting in both languages: sentences short enough to come whole when they are cut well. */
const meeting = shortened('sales-call', 16);

describe('an evaluation', () => {
  let clean: Record<'alone' | 'joined', Scores>;
  let bad: typeof clean;
  beforeAll(async () => {
    ({ clean, bad } = await scores());
  });

  it('sends each character once and takes nothing back with drafts off', () => {
    expect(clean.joined.charactersPerCharacter).toBe(1);
    expect(clean.joined.erasure).toBe(0);
    expect(clean.joined.calls).toBe(meeting.sentences.length);
  });

  it('finds every spoken word in a settled, translated line, however it was cut', () => {
    for (const one of [clean.alone, clean.joined, bad.alone, bad.joined]) {
      expect(one).toMatchObject({ lostWords: 0, untranslatedLines: 0 });
    }
  });

  it('gives full marks to whoever joins the sentences for an engine that knows them whole', () => {
    expect(clean.joined).toMatchObject({ chrf: 100, termAccuracy: 1 });
    expect(clean.joined.bleu).toBeCloseTo(100, 6);
    expect(bad.joined.chrf).toBeGreaterThan(bad.alone.chrf + 10);
    expect(bad.joined.bleu).toBeGreaterThan(bad.alone.bleu + 10);
    expect(bad.joined.calls).toBeLessThan(bad.alone.calls);
  });

  it('counts waiting in virtual time: a whole sentence settles when its answer is here, a piece when it ends', () => {
    expect(clean.joined.settledMs.p50).toBe(5);
    expect(bad.alone.settledMs).toEqual({ p50: 5, p95: 5 });
    expect(bad.joined.firstMs.p95).toBeLessThanOrEqual(5);
    expect(bad.joined.settledMs.p95).toBeGreaterThan(1_000);
    expect(bad.joined.settledMs.p95).toBeLessThanOrEqual(14_005);
  });

  it('counts the sentences that were cut or merged, and how soon each settles after its end', () => {
    expect(bad.alone.cut).toBeGreaterThan(0.5);
    expect(bad.joined.cut).toBeLessThan(0.05);
    expect(bad.joined.merged).toBeLessThan(0.005);
    expect(bad.joined.endedMs).toEqual({ p50: 5, p95: 5 });
  });

  it('plays hesitant speech, whose ends without a mark settle later', async () => {
    const results = await run({ cuts: ['hesitant'] });
    const joined = results.filter(({ joiner }) => joiner).map(overall)[0];
    expect(joined?.cut).toBeLessThan(0.05);
    expect(joined?.lostWords).toBe(0);
    expect(joined?.endedMs.p95).toBeGreaterThan(1_000);
  });

  it('gives equal numbers for an equal seed', async () => {
    expect(await run({ cuts: ['bad'], seed: 3 })).toEqual(await run({ cuts: ['bad'], seed: 3 }));
  });

  it('lets time pass while an engine works, if it is to be measured', async () => {
    const results = await run({ cuts: ['zoom'], engineTimeMs: 'measured' });
    const joined = results.find((result) => result.joiner);
    expect(joined === undefined ? undefined : overall(joined)).toMatchObject({ chrf: 100, lostWords: 0 });
  });

  it('leaves the clock of the process as it was', async () => {
    const before = [globalThis.setTimeout, globalThis.setInterval, globalThis.clearTimeout, Date.now];
    await run({ cuts: ['zoom'] });
    expect([globalThis.setTimeout, globalThis.setInterval, globalThis.clearTimeout, Date.now]).toEqual(
      before,
    );
    expect(Math.abs(Date.now() - performance.timeOrigin - performance.now())).toBeLessThan(5_000);
  });

  it('shows drafts sooner, at the price of more characters, and with the same words in the end', async () => {
    const results = await run({ cuts: ['bad'], takesDrafts: true });
    const [without, drafted] = results.filter(({ joiner }) => joiner).map(overall);
    expect(results.map(({ joiner, drafts }) => ({ joiner, drafts }))).toEqual([
      { joiner: false, drafts: false },
      { joiner: true, drafts: false },
      { joiner: true, drafts: true },
    ]);
    expect(drafted?.chrf).toBe(without?.chrf);
    expect(drafted?.settledMs).toEqual(without?.settledMs);
    expect(drafted?.readableMs.p50).toBeLessThan(without?.readableMs.p50 ?? 0);
    expect(drafted?.charactersPerCharacter).toBeGreaterThan(1.2);
  });

  it('finds more terms with the meeting’s own as its glossary', async () => {
    const results = await run({
      cuts: ['bad'],
      withGlossary: true,
      openTranslation: async (measures) => ({
        ...knowsReferences({ ...meeting, sentences: [] }, measures),
        serves: (tag) => tag,
        languages: () => [],
      }),
    });
    const [without, told] = results.filter(({ joiner }) => joiner);
    expect([without?.glossary, told?.glossary]).toEqual([false, true]);
    if (without === undefined || told === undefined) throw new Error('not evaluated');
    expect(overall(told).termAccuracy).toBeGreaterThan(overall(without).termAccuracy);
    expect(reportOf(results)).toContain('→ with glossary');
  });

  it('plays the segments of a file as they came', async () => {
    const spoken = cutIntoSegments(meeting, 'bad', 5);
    const given = await run({ cuts: ['given'], segments: spoken });
    const cutHere = await run({ cuts: ['bad'], seed: 5 });
    expect(given.map(overall)).toEqual(cutHere.map(overall));
  });

  it('compares with and without context for an engine that takes it', async () => {
    const told: number[] = [];
    const results = await run({ cuts: ['zoom'], takesContext: true }, (sentences) => told.push(sentences));
    expect(results.map(({ joiner, context }) => ({ joiner, context }))).toEqual([
      { joiner: false, context: false },
      { joiner: false, context: true },
      { joiner: true, context: false },
      { joiner: true, context: true },
    ]);
    expect(Math.max(...told)).toBe(3);
    expect(told.filter((sentences) => sentences === 0).length).toBeGreaterThan(told.length / 2);
  });
});

async function scores() {
  const results = await run({});
  const of = (wanted: Pick<Configuration, 'cuts' | 'joiner'>): Scores => {
    const found = results.find(({ cuts, joiner }) => cuts === wanted.cuts && joiner === wanted.joiner);
    if (found === undefined) throw new Error('not evaluated');
    return overall(found);
  };
  return {
    clean: { alone: of({ cuts: 'zoom', joiner: false }), joined: of({ cuts: 'zoom', joiner: true }) },
    bad: { alone: of({ cuts: 'bad', joiner: false }), joined: of({ cuts: 'bad', joiner: true }) },
  };
}

async function run(change: Partial<EvaluationOptions>, onContext?: (sentences: number) => void) {
  return await evaluate({
    meetings: [meeting],
    cuts: ['zoom', 'bad'],
    seed: 1,
    openTranslation: async (measures) => ({
      ...knowsReferences(meeting, measures, onContext),
      serves: (tag) => tag,
      languages: () => [],
    }),
    takesContext: false,
    takesDrafts: false,
    engineTimeMs: 5,
    logger,
    ...change,
  });
}

/** Our engine chain, with one engine that knows the reference of every whole sentence and shouts at everything else. */
function knowsReferences(
  { sentences }: Meeting,
  measures: EngineMeasures,
  onContext: (sentences: number) => void = () => undefined,
) {
  const references = new Map(
    sentences.flatMap(({ en, es }) => [
      [en, es],
      [es, en],
    ]),
  );
  return createEngineChain({
    engines: [
      {
        name: 'references',
        origin: 'machine',
        metered: false,
        takesDrafts: true,
        acceptsContext: true,
        takesTerms: 'placeholders',
        limits: { concurrency: 4 },
        where: 'this test',
        languages: () => [{ tag: 'en' }, { tag: 'es' }],
        supports: () => true,
        translate: async ({ text, context }) => {
          onContext(context.length);
          return { text: references.get(text) ?? text.toUpperCase().replace(/\p{L}+/gu, '$&O') };
        },
        [Symbol.asyncDispose]: async () => {},
      },
    ],
    drafts: 'unmetered',
    meters: memoryMeters(),
    measures,
    logger,
    now: Date.now,
  });
}

function shortened(name: string, sentences: number): Meeting {
  const whole = meetings.find((one) => one.name === name);
  if (whole === undefined) throw new Error(`no meeting ${name}`);
  const short = whole.sentences.filter((sentence) => wordsOf(sentence[sentence.spoken]).length <= 14);
  return { ...whole, sentences: short.slice(0, sentences) };
}
