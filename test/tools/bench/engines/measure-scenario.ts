import { translationFor } from '../../../server/translation/stories.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';
import { startLibreProgram } from './libre-program.ts';
import { type Figures, PATIENCE_MS } from './pair-times.ts';
import { playScenario, type Scenario } from './play-scenario.ts';
import { virtualTranslation } from './virtual-engine.ts';

export interface Measured extends Figures {
  /** The most calls the engine had at one time. */
  readonly mostAtOnce: number;
  /** Of one core; nothing by a virtual clock. */
  readonly cpuShare?: number;
}

/** In real time, with an engine in a process of its own. */
export async function measureScenario(scenario: Scenario): Promise<Measured> {
  await using engine = await startLibreProgram(scenario);
  await using translation = await translationFor({ engines: ['libre'], libreUrl: engine.url });
  const [startedAt, cpuBefore] = [performance.now(), process.cpuUsage()];
  const times = await playScenario(scenario, translation);
  const { user, system } = process.cpuUsage(cpuBefore);
  const { calls, mostAtOnce } = await engine.report();
  const cpuShare = (user + system) / 1_000 / (performance.now() - startedAt);
  return { ...times.figures(calls), mostAtOnce, cpuShare };
}

/** By a virtual clock, with an engine in this process: equal on every machine, however busy. */
export async function simulateScenario(scenario: Scenario): Promise<Measured> {
  const startAt = Date.UTC(2026, 0, 5, 12);
  using clock = new VirtualClock({ startAt, isWorking: () => false, passesWhileWorking: false });
  await using translation = virtualTranslation(scenario);
  const playing = playScenario(scenario, translation.translator);
  await clock.advanceTo(startAt + scenario.seconds * 1_000 + 2 * PATIENCE_MS);
  const times = await playing;
  return { ...times.figures(translation.calls), mostAtOnce: translation.mostAtOnce };
}
