import { expect, it } from 'vitest';
import { type Story, skippedLines } from '../support/skipped-stories.ts';

const story = (project: string, ...tags: string[]): Story => ({
  fullName: 'a story',
  project: { name: project },
  tags,
});

it('says in one line for each missing program how many were skipped, why, and what brings them', () => {
  const lines = skippedLines([
    story('browser'),
    story('browser'),
    story('unit', 'postgresql'),
    story('unit', 'apertium'),
    story('unit', 'apertium'),
  ]);
  expect(lines).toEqual([
    expect.stringMatching(
      /^2 tests were skipped, for want of Chromium, .* npx playwright-core install .*chromium$/,
    ),
    expect.stringMatching(/^1 test was skipped, for want of a PostgreSQL .* docker run /),
    expect.stringMatching(/^2 tests were skipped, for want of Apertium\. .*apt-get install /),
  ]);
});

it('says nothing of tests that were skipped for another reason, or when none was', () => {
  expect(skippedLines([story('unit')])).toEqual([]);
  expect(skippedLines([])).toEqual([]);
});
