import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RequestHandler, Router } from 'express';
import { routes } from '../../../shared/routes.ts';
import { type Pages, withTargetLanguage } from './pages.ts';

/** The pages from their sources, through Vite's middleware on the server's port. For `--dev` only. */
export async function serveSourcePages(options: {
  readonly server: Server;
  readonly targetLanguage: string;
}): Promise<Pages> {
  // A production installation has no Vite.
  const { createServer } = await import('vite');
  const client = fileURLToPath(new URL('../../../client', import.meta.url));
  const vite = await createServer({
    root: client,
    configFile: join(client, 'vite.config.ts'),
    appType: 'custom',
    server: { middlewareMode: true, hmr: { server: options.server } },
  });
  const page = (name: string): RequestHandler => {
    return async (request, response) => {
      const html = await readFile(join(client, name), 'utf8');
      const page = await vite.transformIndexHtml(request.originalUrl, html);
      response.type('html').send(withTargetLanguage(page, options.targetLanguage));
    };
  };
  const router = Router();
  router.get(routes.panel, page('panel.html'));
  router.get(routes.home, page('home.html'));
  router.get(routes.admin, page('admin.html'));
  router.use(vite.middlewares);
  return { router, development: true, [Symbol.asyncDispose]: () => vite.close() };
}
