import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Browser tests drive the production build, with the headers and the policy that production has. */
export async function setup(): Promise<void> {
  const configFile = fileURLToPath(new URL('../../client/vite.config.ts', import.meta.url));
  const before = process.env.NODE_ENV;
  // Vitest's own `test` would put React's development build, three times the size, into the pages.
  process.env.NODE_ENV = 'production';
  try {
    await build({ configFile, logLevel: 'warn' });
  } finally {
    process.env.NODE_ENV = before;
  }
}
