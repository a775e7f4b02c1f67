/** `npm run doctor`: one line for each thing that captions need, and how to mend it. Exits with 1 when one is at fault. */
import { ConfigError, loadConfig, readEnvironment } from '../config/config.ts';
import { examine } from './doctor.ts';
import { type Finding, fault, lineOf } from './finding.ts';

async function findingsOf(): Promise<readonly Finding[]> {
  try {
    return await examine(loadConfig(readEnvironment()));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.faults.map((one) =>
      fault('.env', one, 'Set it in .env; npm run setup asks for the four required ones.'),
    );
  }
}

const findings = await findingsOf();
process.stdout.write(`${findings.map(lineOf).join('\n')}\n`);
if (findings.some(({ state }) => state === 'fault')) process.exitCode = 1;
