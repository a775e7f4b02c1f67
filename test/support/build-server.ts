import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Fault tests run the real process, as an operator does. */
export function setup(): void {
  execFileSync('npm', ['run', 'build'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    // Vitest's own `test` would put React's development build into the pages.
    env: { ...process.env, NODE_ENV: 'production' },
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
  });
}
