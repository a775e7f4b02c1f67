/** Drafts of an engine that rewrites the last third of each: measured over a meeting at the speed of real speech. */
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { EngineRequest } from '../../../server/translation/engine.ts';
import { createEngineChain } from '../../../server/translation/engine-chain.ts';
import { memoryMeters } from '../../support/memory-meters.ts';
import { evaluate } from './evaluation.ts';
import type { Meeting } from './meeting.ts';
import { meetings } from './meetings.ts';
import { overall } from './report.ts';

const logger = pino({ level: 'silent' });
const ENGINE_MS = 150;

describe('an engine that rewrites the last third of each draft', () => {
  it('erases at most one word in twenty, and half of all segments are readable within 1.5 s', async () => {
    const scores = await draftedScores(true);
    expect(scores.erasure).toBeLessThanOrEqual(0.05);
    expect(scores.readableMs.p50).toBeLessThanOrEqual(1_500);
    expect(scores.untranslatedLines).toBe(0);
  });

  it('erases fewer words than where its drafts are shown as they are', async () => {
    const [agreed, asTheyAre] = [await draftedScores(true), await draftedScores(false)];
    expect(agreed.erasure).toBeLessThan(asTheyAre.erasure / 2);
  });
});

async function draftedScores(rewritesDrafts: boolean) {
  const [meeting] = meetings;
  if (meeting === undefined) throw new Error('no meeting');
  const results = await evaluate({
    meetings: [meeting],
    cuts: ['bad'],
    seed: 1,
    openTranslation: async (measures) => ({
      ...createEngineChain({
        engines: [rewritingEngine(meeting, rewritesDrafts)],
        drafts: 'unmetered',
        meters: memoryMeters(),
        measures,
        logger,
        now: Date.now,
      }),
      serves: (tag) => tag,
      languages: () => [],
    }),
    takesContext: false,
    takesDrafts: true,
    engineTimeMs: ENGINE_MS,
    logger,
  });
  const drafted = results.find(({ drafts }) => drafts);
  if (drafted === undefined) throw new Error('not evaluated');
  return overall(drafted);
}

/** Knows whole sentences; of a beginning it knows two thirds and invents the rest, each time anew. */
function rewritingEngine({ sentences }: Meeting, rewritesDrafts: boolean) {
  const pairs = sentences.flatMap(({ en, es }) => [
    { source: en, target: es },
    { source: es, target: en },
  ]);
  let drafts = 0;
  return {
    name: 'rewriting',
    origin: 'machine' as const,
    metered: false,
    takesDrafts: true,
    rewritesDrafts,
    acceptsContext: false,
    takesTerms: 'placeholders' as const,
    limits: { concurrency: 8 },
    where: 'this test',
    languages: () => [{ tag: 'en' }, { tag: 'es' }],
    supports: () => true,
    translate: async ({ text }: EngineRequest) => {
      const whole = pairs.find(({ source }) => source === text);
      if (whole !== undefined) return { text: whole.target };
      drafts += 1;
      const begun = pairs.find(({ source }) => source.startsWith(text.replace(/[.?!…]$/, '')));
      const words = begun?.target.split(' ') ?? text.split(' ').map((word) => `${word}ado`);
      const share = begun === undefined ? 1 : text.length / begun.source.length;
      const said = words.slice(0, Math.max(1, Math.round(words.length * share)));
      const kept = said.slice(0, Math.ceil((said.length * 2) / 3));
      const invented = said.slice(kept.length).map((_word, at) => `inventado${drafts + at}`);
      return { text: [...kept, ...invented].join(' ') };
    },
    [Symbol.asyncDispose]: async () => undefined,
  };
}
