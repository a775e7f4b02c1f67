/** A LibreTranslate server in a process of its own, so that its work does not slow the measured one. */
import { startFakeLibre } from '../../../support/fake-engines/fake-libre.ts';
import { randomFaults, randomTimes } from '../../../support/fake-engines/random-faults.ts';
import { seededRandom } from '../../../support/seeded-random.ts';
import type { EngineReport } from './libre-program.ts';
import type { EngineBehaviour } from './play-scenario.ts';

const SEED = 12;

async function main(): Promise<void> {
  const behaviour: EngineBehaviour = JSON.parse(process.argv[2] ?? '');
  const random = seededRandom(SEED);
  const { service, url } = await startFakeLibre({ codes: ['en', ...behaviour.languages] });
  const nextFault = randomFaults(behaviour.faults, random);
  service.fault = () => nextFault();
  service.mostAllowed = behaviour.capacity?.most ?? Number.POSITIVE_INFINITY;
  service.delayMs = randomTimes(behaviour.times, behaviour.capacity ?? {}, random);
  process.on('disconnect', () => process.exit());
  process.on('message', () => {
    const report: EngineReport = { calls: service.calls.length, mostAtOnce: service.mostAtOnce };
    process.send?.(report);
  });
  process.send?.(url);
}

await main();
