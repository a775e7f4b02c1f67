import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import {
  browserModule,
  frameBridgeModule,
  isolationHeaders,
} from '../../zoom-simulator/client/frame-server.ts';

/** A file of the demo's pages, read anew at each request. */
export interface PageFile {
  readonly type: string;
  readonly content: () => Promise<string | Buffer>;
}

const here = (path: string) => new URL(path, import.meta.url);

export function pageFile(path: string, type: string): PageFile {
  return { type, content: () => readFile(here(path)) };
}

export function pageStyles(...names: readonly string[]): Readonly<Record<string, PageFile>> {
  return Object.fromEntries(
    names.map((name) => [`/demo/page/${name}.css`, pageFile(`page/${name}.css`, 'text/css')]),
  );
}

/** Modules keep their place in the source tree, so that their imports of each other hold. */
export function pageModules(...names: readonly string[]): Readonly<Record<string, PageFile>> {
  const moduleAt = (url: URL): PageFile => ({ type: 'text/javascript', content: () => browserModule(url) });
  return {
    ...Object.fromEntries(names.map((name) => [`/demo/page/${name}.ts`, moduleAt(here(`page/${name}.ts`))])),
    '/zoom-simulator/client/frame-bridge.ts': moduleAt(frameBridgeModule),
  };
}

export async function sendFile(file: PageFile, response: ServerResponse): Promise<void> {
  const content = await file.content();
  response.writeHead(200, {
    'content-type': file.type,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...isolationHeaders,
  });
  response.end(content);
}
