import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { messageCatalogs } from '../client/i18n/compiler/messages-plugin.ts';

const support = (file: string) => fileURLToPath(new URL(`support/${file}`, import.meta.url));

/** What computes or waits for a minute, and judges no time that another test could disturb: several run at once. */
const long = {
  /** Proofs of linear time, gates of quality, and what starts many processes. */
  files: [
    '**/*-growth.test.ts',
    'architecture/{growth,regular-expressions}.test.ts',
    'server/captions/terms/term-index.test.ts',
    'server/record/transcript/transcript-file.test.ts',
    'tools/evaluation/{apertium,rewriting-drafts}.test.ts',
    'server/commands/*.test.ts',
    'server/storage/schema/migrate.test.ts',
  ],
  faults: ['faults/{documented-commands,backup-and-upgrade,local-models,idle-sockets}.test.ts'],
};

/**
 * Seven projects: `unit` (pure machines, contracts), `client` (components), `journey` (real servers), `browser` (Chromium);
 * `faults`, one after the other; `slow` (half a minute in Chromium) and `long`.
 */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), messageCatalogs()],
  test: {
    environment: 'node',
    restoreMocks: true,
    reporters: ['default', support('skipped-stories.ts')],
    // Tests that need a program which not every machine has; without it they are skipped, with CI=true they fail.
    tags: [
      { name: 'postgresql' },
      { name: 'redis' },
      { name: 'apertium' },
      { name: 'openssl' },
      { name: 'proxy' },
    ],
    // As support/patience.ts.
    expect: { poll: { timeout: 15_000 } },
    // Stories wait for sockets more than they compute: one more worker than the two cores of a small machine.
    maxWorkers: 3,
    // The SDK's default export is a Proxy that answers every property, `then` included: left external, vitest hangs on it.
    server: { deps: { inline: ['@zoom/appssdk'] } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // Nothing in our modules works at import or keeps state of its own: they are loaded once, not for each file.
          isolate: false,
          // Proofs of linear time compute for seconds, on a busy machine for many.
          testTimeout: 60_000,
          setupFiles: [support('patience.ts')],
          include: ['{shared,server,contract,architecture,zoom-simulator,tools}/**/*.test.ts'],
          exclude: long.files,
        },
      },
      {
        extends: true,
        test: {
          name: 'client',
          testTimeout: 20_000,
          setupFiles: [
            support('patience.ts'),
            support('dom-patience.ts'),
            support('dom-layout.ts'),
            support('dom-errors.ts'),
          ],
          include: ['client/**/*.test.{ts,tsx}'],
        },
      },
      {
        extends: true,
        test: {
          name: 'journey',
          isolate: false,
          include: ['journey/**/*.test.ts'],
          testTimeout: 30_000,
          setupFiles: [support('patience.ts')],
          globalSetup: [support('build-client.ts')],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          isolate: false,
          include: ['browser/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          runner: support('browser-runner.ts'),
          globalSetup: [support('find-browser.ts'), support('build-client.ts')],
        },
      },
      {
        extends: true,
        test: {
          name: 'slow',
          isolate: false,
          include: ['browser/slow/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          runner: support('browser-runner.ts'),
          globalSetup: [support('find-browser.ts'), support('build-client.ts')],
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: [...long.files, ...long.faults],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          setupFiles: [support('patience.ts')],
          globalSetup: [support('build-server.ts')],
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['faults/**/*.test.ts'],
          exclude: long.faults,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          setupFiles: [support('patience.ts')],
          globalSetup: [support('build-server.ts')],
        },
      },
    ],
  },
});
