import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Browser tests drive the production build, with the headers and the policy that production has. */
export async function setup(): Promise<void> {
  const configFile = fileURLToPath(new URL('../../client/vite.config.ts', import.meta.url));
  await build({ configFile, logLevel: 'warn' });
}
