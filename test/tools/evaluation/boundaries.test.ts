/** The boundaries of sentences, in every language that RTMS transcribes, over utterances nobody tunes on. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { baseLanguage } from '../../../shared/language.ts';
import { type BoundaryScore, scoreBoundaries } from './boundaries/boundary-scores.ts';
import { type BoundarySet, readBoundarySets } from './boundaries/boundary-set.ts';
import { evaluateBoundaries } from './boundaries/evaluate-boundaries.ts';
import { cutUtterance } from './boundaries/utterance-cuts.ts';

const LANGUAGES_OF_RTMS = 37;
const SEED = 1;
/** The F1 to hold: the languages of the interface, and the others. */
const INTERFACE_GOAL = 0.97;
const GOAL = 0.93;
/** Utterances to write: in languages their author speaks, and in others. */
const JUDGED_UTTERANCES = 40;
const UTTERANCES = 12;

const messages = fileURLToPath(new URL('../../../client/i18n/messages', import.meta.url));
const interfaceLanguages = readdirSync(messages).map((file) => file.replace('.json', ''));

describe('the gate of sentence boundaries', () => {
  let sets: readonly BoundarySet[] = [];
  let scores: readonly BoundaryScore[] = [];

  beforeAll(async () => {
    sets = await readBoundarySets('gate');
    scores = sets.map((set) => scoreBoundaries(set, SEED));
  }, 60_000);

  it('has enough utterances of each language', () => {
    expect(sets.map(({ language }) => language)).toHaveLength(LANGUAGES_OF_RTMS);
    const few = sets.filter(
      ({ judged, utterances }) => utterances.length < (judged ? JUDGED_UTTERANCES : UTTERANCES),
    );
    expect(few.map(({ language }) => language)).toEqual([]);
  });

  it('is passed by the languages of the interface', () => {
    const own = scores.filter(({ language }) => isOfInterface(language));
    expect(own.length).toBeGreaterThanOrEqual(interfaceLanguages.length);
    expect(below(own, INTERFACE_GOAL)).toEqual([]);
  });

  it('is passed by every other language', () => {
    expect(below(scores, GOAL)).toEqual([]);
  });
});

describe('the score of boundaries', () => {
  const set = (sentences: readonly string[]): BoundarySet => ({
    language: 'en',
    judged: true,
    utterances: [{ sentences: [...sentences], trap: 'plain' }],
  });

  it('is full where every cut is right', () => {
    const score = scoreBoundaries(set(['We met Dr. Lowe.', 'She agreed.']), SEED);
    expect(score).toMatchObject({ precision: 1, recall: 1, f1: 1, exact: 1, misses: [] });
  });

  it('loses precision for a cut in the middle of a sentence', () => {
    const score = scoreBoundaries(set(['We met. Then we left.']), SEED);
    expect(score.recall).toBe(1);
    expect(score.precision).toBeLessThan(1);
    expect(score.misses[0]?.lines).toEqual(['We met.', 'Then we left.']);
  });

  it('loses recall for a cut that is missing', () => {
    const score = scoreBoundaries(set(['We met', 'then we left.']), SEED);
    expect(score.precision).toBe(1);
    expect(score.recall).toBeLessThan(1);
  });
});

describe('a cut utterance', () => {
  const text = 'Dr. Lowe paid $3.50, as help@example.org said. Fine.';

  it.each(['whole', 'words', 'adversarial'] as const)('%s keeps every letter', (cuts) => {
    const pieces = cutUtterance(text, 'en', cuts, SEED);
    expect(pieces.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
  });

  it('breaks behind marks, in numbers and in addresses', () => {
    expect(cutUtterance(text, 'en', 'adversarial', SEED)).toEqual([
      'Dr.',
      'Lowe paid $3.',
      '50, as help@example',
      '.org said.',
      'Fine.',
    ]);
  });

  it('is equal for an equal seed', () => {
    expect(cutUtterance(text, 'en', 'words', 3)).toEqual(cutUtterance(text, 'en', 'words', 3));
  });
});

describe('npm run evaluate -- --boundaries', () => {
  const options = { languages: ['de'], seed: SEED, misses: false, reveal: false };

  it('prints the scores of a language', async () => {
    expect(await evaluateBoundaries({ ...options, split: 'dev' })).toMatch(/^language .*\nde +\d+ /);
  });

  it('keeps the misses of the gate to itself', async () => {
    await expect(evaluateBoundaries({ ...options, split: 'gate', misses: true })).rejects.toThrow(
      'use --split dev, or add --reveal',
    );
  });

  it('names the languages there are', async () => {
    await expect(evaluateBoundaries({ ...options, split: 'dev', languages: ['xx'] })).rejects.toThrow(
      '--language must be one of ar, bn',
    );
  });
});

function isOfInterface(language: string): boolean {
  return interfaceLanguages.some((own) => own === language || own === baseLanguage(language));
}

function below(scores: readonly BoundaryScore[], goal: number): readonly string[] {
  return scores
    .filter(({ f1 }) => !(f1 >= goal))
    .map(({ language, f1 }) => `${language}: ${f1.toFixed(3)} is below ${goal}`);
}
