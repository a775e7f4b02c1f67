/** Says which stories were skipped for want of a program: how many, why, and the command that brings them. */
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { browserCommand } from './browser.ts';

interface Need {
  readonly program: string;
  readonly command: string;
  needs(story: Story): boolean;
}

/** What the reporter looks at in a test. */
export type Story = Pick<TestCase, 'fullName' | 'tags'> & {
  readonly project: { readonly name: string };
};

const needs: readonly Need[] = [
  {
    program: 'Chromium, Chrome or Edge',
    command: browserCommand,
    needs: (story) => story.project.name === 'browser',
  },
  {
    program: 'a PostgreSQL at 127.0.0.1:5432',
    command: 'docker run -d -p 5432:5432 -e POSTGRES_HOST_AUTH_METHOD=trust -e POSTGRES_DB=test postgres:17',
    needs: (story) => story.tags.includes('postgresql'),
  },
  {
    program: 'a Redis at 127.0.0.1:6379',
    command: 'docker run -d -p 6379:6379 redis:7',
    needs: (story) => story.tags.includes('redis'),
  },
  {
    program: 'Apertium',
    command: 'sudo apt-get install -y apertium apertium-eng-spa',
    needs: (story) => story.tags.includes('apertium'),
  },
  {
    program: 'OpenSSL',
    command: 'sudo apt-get install -y openssl',
    needs: (story) => story.tags.includes('openssl'),
  },
  {
    program: 'nginx or Caddy',
    command: 'sudo apt-get install -y nginx-light caddy openssl',
    needs: (story) => story.tags.includes('proxy'),
  },
];

/** One line for each program that is missing. */
export function skippedLines(skipped: readonly Story[]): readonly string[] {
  return needs.flatMap(({ program, command, needs }) => {
    const count = skipped.filter(needs).length;
    const stories = count === 1 ? '1 test was' : `${count} tests were`;
    return count === 0 ? [] : [`${stories} skipped, for want of ${program}. To run them: ${command}`];
  });
}

export default class SkippedStories implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((module) => [...module.children.allTests('skipped')]);
    const lines = skippedLines(skipped);
    if (lines.length === 0) return;
    process.stdout.write(`\n${lines.join('\n')}\n`);
    if (process.env.CI !== 'true') return;
    process.stderr.write('CI=true skips nothing: install what is missing.\n');
    process.exitCode = 1;
  }
}
