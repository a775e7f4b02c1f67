import express from 'express';
import { expect, it } from 'vitest';
import { createHttpServer } from '../../../../server/http/http-server.ts';
import { serveSourcePages } from '../../../../server/http/pages/development-pages.ts';

it('serves the pages from their sources, with the default target language and the code of Vite', async () => {
  const server = createHttpServer({});
  await using pages = await serveSourcePages({ server, targetLanguage: 'pt-BR' });
  expect(pages.development).toBe(true);
  server.on('request', express().use(pages.router));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  try {
    const page = await (await fetch(`http://127.0.0.1:${port}/home`)).text();
    expect(page).toContain('pt-BR');
    expect(page).toContain('/@vite/client');
    const view = await (await fetch(`http://127.0.0.1:${port}/home?view=overlay`)).text();
    expect(view).toContain('data-view="overlay"');
    expect(view).toContain('pt-BR');
    const script = await fetch(`http://127.0.0.1:${port}/home.tsx`);
    expect(script.headers.get('content-type')).toContain('javascript');
  } finally {
    server.closeAllConnections();
    server.close();
  }
}, 60_000);
