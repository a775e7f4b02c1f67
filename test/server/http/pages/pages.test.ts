import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { describe, expect, it } from 'vitest';
import { builtPagesDirectory, loadBuiltPages } from '../../../../server/http/pages/pages.ts';

describe('built pages', () => {
  it('are looked for where vite build leaves them', () => {
    expect(builtPagesDirectory()).toBe(join(import.meta.dirname, '..', '..', '..', '..', 'dist', 'client'));
  });

  it('are sent with compressed scripts', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'pages-'));
    await mkdir(join(directory, 'assets'));
    const script = 'export const caption = 1;\n'.repeat(1_000);
    await writeFile(join(directory, 'assets', 'panel.js'), script);
    for (const name of ['panel.html', 'home.html', 'view.html', 'admin.html'])
      await writeFile(join(directory, name), '<!doctype html>');
    await using pages = await loadBuiltPages({ directory, targetLanguage: 'es' });
    const server = createServer(express().use(pages.router));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const answer = await fetch(`http://127.0.0.1:${port}/assets/panel.js`);
    expect(answer.headers.get('content-encoding')).toMatch(/^(br|gzip)$/);
    expect(await answer.text()).toBe(script);
    server.closeAllConnections();
    server.close();
    await rm(directory, { recursive: true });
  });

  it('are those of a room or a stream where the query of /home names a view', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'pages-'));
    await writeFile(join(directory, 'panel.html'), 'the panel');
    await writeFile(join(directory, 'home.html'), 'the page');
    await writeFile(join(directory, 'admin.html'), 'the operator’s page');
    await writeFile(join(directory, 'view.html'), '<html data-view="__VIEW__"> in __TARGET_LANGUAGE__');
    await using pages = await loadBuiltPages({ directory, targetLanguage: 'es' });
    const server = createServer(express().use(pages.router));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const textOf = async (query: string) => (await fetch(`http://127.0.0.1:${port}/home${query}`)).text();
    expect(await textOf('?view=projector&size=8')).toBe('<html data-view="projector"> in es');
    expect(await textOf('?view=overlay')).toBe('<html data-view="overlay"> in es');
    expect(await textOf('')).toBe('the page');
    // Nothing of the address reaches the document.
    expect(await textOf('?view=%22%3E%3Cscript%3E')).toBe('the page');
    expect(await textOf('?view=overlay&view=projector')).toBe('the page');
    server.closeAllConnections();
    server.close();
    await rm(directory, { recursive: true });
  });

  it('that are missing name the command to run', async () => {
    await expect(
      loadBuiltPages({ directory: join(tmpdir(), 'nothing-here'), targetLanguage: 'es' }),
    ).rejects.toThrow(/run "npm run build" first/);
  });
});
