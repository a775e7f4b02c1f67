import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import compression from 'compression';
import express, { type Response, Router } from 'express';
import { encode } from 'html-entities';
import { routes } from '../../../shared/routes.ts';
import { type ViewKind, viewKind } from '../../../shared/views.ts';

/** The panel, `/home` and `/admin`, and what they load. */
export interface Pages extends AsyncDisposable {
  readonly router: Router;
  /** Vite serves them, with inline code. */
  readonly development: boolean;
}

export class PagesNotBuilt extends Error {
  override readonly name = 'PagesNotBuilt';
}

/** What the page files hold where the default target language goes. */
const TARGET_LANGUAGE_MARK = '__TARGET_LANGUAGE__';
/** What `view.html` holds where the kind of view goes: its background is right before the first script runs. */
const VIEW_MARK = '__VIEW__';

/**
 * The pages as `vite build` left them, read once.
 * @throws {PagesNotBuilt} when there are none
 */
export async function loadBuiltPages(options: {
  /** A tag, or `auto`: the browser's own. */
  readonly targetLanguage: string;
  readonly directory?: string;
}): Promise<Pages> {
  const directory = options.directory ?? builtPagesDirectory();
  const page = async (name: string) =>
    withTargetLanguage(await readPage(directory, name), options.targetLanguage);
  const [panel, home, view, admin] = await Promise.all([
    page('panel.html'),
    page('home.html'),
    page('view.html'),
    page('admin.html'),
  ]);
  const router = Router();
  router.get(routes.panel, (_request, response) => {
    response.type('html').send(panel);
  });
  router.get(routes.home, (request, response) => {
    const kind = viewKind(request.query.view);
    response.type('html').send(kind === undefined ? home : withView(view, kind));
  });
  router.get(routes.admin, (_request, response) => {
    response.type('html').send(admin);
  });
  // Vite puts a hash of the content into every name.
  const setHeaders = (response: Response) => {
    response.set('Cache-Control', 'public, max-age=31536000, immutable');
  };
  // Zoom's client downloads the panel in the middle of a meeting: 100 kB instead of 300.
  router.use(
    '/assets',
    compression(),
    express.static(join(directory, 'assets'), {
      index: false,
      redirect: false,
      fallthrough: false,
      setHeaders,
    }),
  );
  return { router, development: false, async [Symbol.asyncDispose]() {} };
}

/** `dist/client`, from the sources as from the build. */
export function builtPagesDirectory(): string {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  return basename(root) === 'dist' ? join(root, 'client') : join(root, 'dist', 'client');
}

/** The operator sets the default target language after the build. */
export function withTargetLanguage(html: string, targetLanguage: string): string {
  return html.replaceAll(TARGET_LANGUAGE_MARK, encode(targetLanguage));
}

/** The document of the view that the query of `/home` names, from the text of `view.html`. */
export function withView(html: string, kind: ViewKind): string {
  return html.replaceAll(VIEW_MARK, kind);
}

async function readPage(directory: string, name: string): Promise<string> {
  try {
    return await readFile(join(directory, name), 'utf8');
  } catch (cause) {
    throw new PagesNotBuilt(`${join(directory, name)} is missing: run "npm run build" first.`, { cause });
  }
}
