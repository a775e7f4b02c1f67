import type { Config } from '../config/config.ts';
import { checkAddress } from './address-checks.ts';
import { checkEngines } from './engine-checks.ts';
import { type Finding, good } from './finding.ts';
import { checkDatabase, checkDisk, checkMemory, checkRedis } from './machine-checks.ts';
import { checkZoom } from './zoom-checks.ts';

/** Everything that can be checked from here, in the order in which it has to be right. */
export async function examine(
  config: Config,
  { now = Date.now }: { readonly now?: () => number } = {},
): Promise<readonly Finding[]> {
  const findings = await Promise.all([
    checkZoom(config.zoom, now),
    checkAddress(config),
    checkDatabase(config),
    checkRedis(config),
    checkDisk(config),
    checkMemory(config),
    checkEngines(config),
  ]);
  return [good('.env', 'every variable has its form.'), ...findings.flat()];
}
