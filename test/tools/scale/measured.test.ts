/** What `npm run simulate:scale` says of the recorded runs, as docs/scale.md claims it. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { calibrate, deviation, fitCosts, TOLERANCE } from './calibration.ts';
import { readMeasured } from './measured.ts';

const script = fileURLToPath(new URL('simulate-scale.ts', import.meta.url));
const measured = readMeasured(fileURLToPath(new URL('measured.json', import.meta.url)));

it('reproduces the CPU per line of the points that it was not fitted on, readers and languages alike', () => {
  const judged = calibrate(measured, fitCosts(measured)).filter(
    ({ isFitted, quantity, point }) => !isFitted && quantity === 'CPU ms per line' && /viewers/.test(point),
  );
  expect(judged.length).toBeGreaterThanOrEqual(6);
  expect(judged.filter((row) => Math.abs(deviation(row)) > TOLERANCE)).toEqual([]);
});

it('prints the calibration before it plays many nodes', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script]);
  const [table, installations] = [stdout.indexOf('measured  simulated'), stdout.indexOf('As it is')];
  expect(table).toBeGreaterThan(0);
  expect(installations).toBeGreaterThan(table);
  expect(stdout).toMatch(/Full at about [\d,]+ meetings: /);
});
