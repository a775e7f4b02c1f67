// Names the failed tests of every run in a log, then adds up their closing lines: `tests: N passed, N failed`.
import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

const log = stripVTControlCharacters(readFileSync(process.argv[2], 'utf8'));
const failures = new Set(Array.from(log.matchAll(/^\s*FAIL\s+(.+)$/gm), ([, name]) => name.trim()));
for (const name of failures) console.log(`failed: ${name}`);
let passed = 0;
let failed = 0;
for (const [, line] of log.matchAll(/^\s*Tests\s+(.+)$/gm)) {
  passed += Number(line.match(/(\d+) passed/)?.[1] ?? 0);
  failed += Number(line.match(/(\d+) failed/)?.[1] ?? 0);
}
console.log(`tests: ${passed} passed, ${failed} failed`);
if (passed === 0) process.exitCode = 1;
