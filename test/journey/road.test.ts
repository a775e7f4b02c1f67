/** The road of one caption, as ARCHITECTURE.md tells it: its functions run, and it stays short enough to be walked. */
import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { Journey } from '../support/journey.ts';
import { openScene, say, shows } from '../support/zoom-case.ts';

const MOST_FILES = 50;
const MOST_FUNCTIONS = 110;

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Step {
  readonly path: string;
  readonly functions: readonly string[];
}

const steps = stepsIn(read('ARCHITECTURE.md'));

/** By path, the functions that ran while one sentence went from Zoom's frame to a reader. */
let called: ReadonlyMap<string, ReadonlySet<string>>;

beforeAll(async () => {
  called = await functionsOfOneCaption();
});

describe('the road of one caption', () => {
  it('is walked through few files and functions', () => {
    const files = new Set(steps.map(({ path }) => path));
    expect(files.size).toBeGreaterThan(30);
    expect(called.size).toBeGreaterThan(files.size);
    expect(files.size).toBeLessThanOrEqual(MOST_FILES);
    expect(steps.flatMap(({ functions }) => functions).length).toBeLessThanOrEqual(MOST_FUNCTIONS);
  });

  it.each(steps.filter(({ path }) => path.startsWith('server/')))('calls what it names in $path', (step) => {
    const ran = called.get(step.path) ?? new Set();
    expect(step.functions.filter((name) => !ran.has(name))).toEqual([]);
  });

  it.each(steps.filter(({ path }) => path.startsWith('client/')))('names what is in $path', (step) => {
    const text = read(step.path);
    expect(step.functions.filter((name) => !text.includes(name))).toEqual([]);
  });
});

/** Numbered lines of the section, a file each: its path, a colon, then its functions in backticks. */
function stepsIn(document: string): readonly Step[] {
  const [, section = ''] = /^## The road of one caption$(.*?)^## /ms.exec(document) ?? [];
  return section.split('\n').flatMap((line) => {
    const [, path, rest = ''] = /^\d+\. `([^`]+)`:(.*)$/.exec(line) ?? [];
    if (path === undefined) return [];
    return [{ path, functions: [...rest.matchAll(/`(#?\w+)`/g)].map(([, name = '']) => name) }];
  });
}

async function functionsOfOneCaption(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  await using journey = await Journey.start();
  const scene = await openScene(journey, 'meeting');
  await say(scene, 'A sentence before.');
  await shows(scene.panel, 'A sentence before.');
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    // Counted from here on.
    await session.post('Profiler.takePreciseCoverage');
    await say(scene, 'The sentence that is followed.');
    await shows(scene.panel, 'A sentence before.', 'The sentence that is followed.');
    const { result } = await session.post('Profiler.takePreciseCoverage');
    return new Map(
      result.map(({ url, functions }) => [
        pathOf(url),
        new Set(
          functions
            .filter(({ ranges }) => (ranges[0]?.count ?? 0) > 0)
            .map(({ functionName }) => functionName),
        ),
      ]),
    );
  } finally {
    await session.post('Profiler.stopPreciseCoverage');
    session.disconnect();
  }
}

/** Relative to the repository. */
function pathOf(url: string): string {
  const path = url.startsWith('file:') ? fileURLToPath(url) : url;
  return path.replace(root, '').replace(/\?.*$/, '');
}
