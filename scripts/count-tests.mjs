// Adds up the closing lines of every test run in a log: `tests: N passed, N failed`.
import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

const log = stripVTControlCharacters(readFileSync(process.argv[2], 'utf8'));
let passed = 0;
let failed = 0;
for (const [, line] of log.matchAll(/^\s*Tests\s+(.+)$/gm)) {
  passed += Number(line.match(/(\d+) passed/)?.[1] ?? 0);
  failed += Number(line.match(/(\d+) failed/)?.[1] ?? 0);
}
console.log(`tests: ${passed} passed, ${failed} failed`);
if (passed === 0) process.exitCode = 1;
