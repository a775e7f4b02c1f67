import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtPagesDirectory, loadBuiltPages } from '../../../server/http/pages.ts';

describe('built pages', () => {
  it('are looked for where vite build leaves them', () => {
    expect(builtPagesDirectory()).toBe(join(import.meta.dirname, '..', '..', '..', 'dist', 'client'));
  });

  it('that are missing say what to run', async () => {
    await expect(
      loadBuiltPages({ directory: join(tmpdir(), 'nothing-here'), targetLanguage: 'es' }),
    ).rejects.toThrow(/run "npm run build" first/);
  });
});
