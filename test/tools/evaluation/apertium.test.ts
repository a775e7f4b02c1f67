/** What the captions are judged by, with an engine that everybody can install: joined sentences, and drafts that stay. */
import { beforeAll, describe, expect, it } from 'vitest';
import { findInstallation } from '../../../server/translation/engines/apertium/routes.ts';
import { silent, translationFor } from '../../server/translation/stories.ts';
import { type ConfigurationResult, evaluate } from './evaluation.ts';
import { interview } from './meetings/interview.ts';
import { meetings } from './meetings.ts';
import { overall } from './report.ts';

const installed = findInstallation(undefined).modes.some(({ name }) => name === 'eng-spa');

/** One into each language, and one of questions: what they begin with must not change when their mark is heard. */
const judged = [...meetings.filter(({ name }) => ['stand-up', 'classroom'].includes(name)), interview];

describe.runIf(installed || process.env.CI === 'true')(
  'Apertium over badly cut speech',
  { tags: ['apertium'] },
  () => {
    describe.each([2, 7])('with seed %d', (seed) => {
      let results: readonly ConfigurationResult[];
      beforeAll(async () => {
        results = await evaluate({
          meetings: judged,
          cuts: ['bad'],
          seed,
          openTranslation: (measures) => translationFor({ engines: ['apertium'] }, { measures }),
          takesContext: false,
          takesDrafts: true,
          // Drafts change nothing of what a line says in the end: joined without them would be the same words once more.
          only: ({ joiner, drafts }) => joiner === drafts,
          engineTimeMs: 5,
          logger: silent,
        });
      }, 120_000);
      const resultOf = (joiner: boolean) => {
        const found = results.find((one) => one.joiner === joiner);
        if (found === undefined) throw new Error('not evaluated');
        return found;
      };

      it('is better by 6 BLEU and 3 chrF with sentences joined', () => {
        const [alone, joined] = [overall(resultOf(false)), overall(resultOf(true))];
        expect(joined.bleu - alone.bleu).toBeGreaterThanOrEqual(6);
        expect(joined.chrf - alone.chrf).toBeGreaterThanOrEqual(3);
        expect(joined).toMatchObject({ lostWords: 0, untranslatedLines: 0 });
      });

      it('takes back no more than one word in twenty, in any meeting', () => {
        for (const { meeting, scores } of resultOf(true).meetings) {
          const isCalm = scores.erasure <= 0.05 && scores.replacements <= 1;
          expect({ meeting, isCalm }).toEqual({ meeting, isCalm: true });
        }
      });
    });
  },
);
