import type { Translator } from '../../../../server/captions/ports/translator.ts';
import { delay } from '../../../../server/lib/delay.ts';
import type { EngineRequest } from '../../../../server/translation/engine.ts';
import { createEngineChain } from '../../../../server/translation/engine-chain.ts';
import { refusal } from '../../../../server/translation/engines/translate-client.ts';
import { toTranslationError } from '../../../../server/translation/translation-error.ts';
import { LIBRE_CEILING } from '../../../../server/translation/translation-limits.ts';
import { manualEngine, silent } from '../../../server/translation/stories.ts';
import { EngineCounts } from '../../../support/engine-counts.ts';
import { fakeTranslation } from '../../../support/fake-engines/fake-service.ts';
import { randomFaults, randomTimes } from '../../../support/fake-engines/random-faults.ts';
import { memoryMeters } from '../../../support/memory-meters.ts';
import { seededRandom } from '../../../support/seeded-random.ts';
import type { EngineBehaviour } from './play-scenario.ts';

const NAME = 'libre';
const SEED = 12;
/** Longer than anybody waits. */
const HANGS_MS = 600_000;

export interface VirtualTranslation extends AsyncDisposable {
  readonly translator: Translator;
  readonly calls: number;
  readonly mostAtOnce: number;
}

/** The real chain, with one engine that behaves as a service would and takes its time by `setTimeout`. */
export function virtualTranslation({ times, faults, capacity = {} }: EngineBehaviour): VirtualTranslation {
  const random = seededRandom(SEED);
  const nextFault = randomFaults(faults, random);
  const nextTime = randomTimes(times, capacity, random);
  let calls = 0;
  let underWay = 0;
  let mostAtOnce = 0;
  const answer = async ({ text, targetLanguage, signal }: EngineRequest) => {
    if (underWay > (capacity.most ?? Number.POSITIVE_INFINITY)) throw refused(429);
    const fault = nextFault();
    await delay(fault?.kind === 'hang' ? HANGS_MS : nextTime(), signal);
    if (signal.aborted) throw toTranslationError(NAME, signal.reason);
    if (fault?.kind === 'reply') throw refused(fault.status ?? 500);
    return { text: fakeTranslation(text, targetLanguage) };
  };
  const engine = manualEngine(NAME, {
    limits: { concurrency: 4, ceiling: LIBRE_CEILING },
    translate: async (request) => {
      calls += 1;
      underWay += 1;
      mostAtOnce = Math.max(mostAtOnce, underWay);
      return answer(request).finally(() => {
        underWay -= 1;
      });
    },
  });
  const chain = createEngineChain({
    engines: [engine],
    drafts: 'unmetered',
    meters: memoryMeters(),
    measures: new EngineCounts(),
    logger: silent,
    now: () => Date.now(),
  });
  return {
    translator: {
      translate: (request) => chain.translate(request),
      serves: (tag) => tag,
      languages: () => [],
    },
    get calls() {
      return calls;
    },
    get mostAtOnce() {
      return mostAtOnce;
    },
    [Symbol.asyncDispose]: () => chain[Symbol.asyncDispose](),
  };
}

function refused(status: number) {
  return refusal(NAME, { status, headers: new Headers() });
}
