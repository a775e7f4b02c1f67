import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Request, type Response, Router } from 'express';
import { routes } from '../../../shared/routes.ts';
import { type ViewKind, viewKind } from '../../../shared/views.ts';
import { type Pages, withTargetLanguage, withView } from './pages.ts';

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
    // Without a compiled copy, whose removal `tsx watch` takes for a change of the server.
    configLoader: 'runner',
    appType: 'custom',
    server: { middlewareMode: true, hmr: { server: options.server } },
  });
  const send = async (request: Request, response: Response, name: string, kind?: ViewKind) => {
    const html = await readFile(join(client, name), 'utf8');
    const page = await vite.transformIndexHtml(request.originalUrl, html);
    const filled = withTargetLanguage(page, options.targetLanguage);
    response.type('html').send(kind === undefined ? filled : withView(filled, kind));
  };
  const router = Router();
  router.get(routes.panel, (request, response) => send(request, response, 'panel.html'));
  router.get(routes.home, (request, response) => {
    const kind = viewKind(request.query.view);
    return send(request, response, kind === undefined ? 'home.html' : 'view.html', kind);
  });
  router.get(routes.admin, (request, response) => send(request, response, 'admin.html'));
  router.use(vite.middlewares);
  return { router, development: true, [Symbol.asyncDispose]: () => vite.close() };
}
