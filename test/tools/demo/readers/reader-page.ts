import type { IncomingMessage, ServerResponse } from 'node:http';
import { isFromOwnPage, serveBridge } from '../../../zoom-simulator/client/frame-server.ts';
import { type PageFile, pageFile, pageModules, sendFile } from '../page-files.ts';
import type { SecondReaders } from './second-readers.ts';

/** The page that frames one more reader's panel, and its line to that reader's Zoom client. */
export class ReaderPage {
  readonly #readers: SecondReaders;
  /** Where the page finds the panel. */
  readonly #panelUrl: string;

  constructor(options: { readers: SecondReaders; panelUrl: string }) {
    this.#readers = options.readers;
    this.#panelUrl = options.panelUrl;
  }

  /** @returns whether the request was for the page. */
  async answer(path: string, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const file = files[path];
    if (file !== undefined) {
      await sendFile(file, response);
      return true;
    }
    const [, first, second = '', third = ''] = path.split('/');
    if (first === 'readers' && request.method === 'POST' && isFromOwnPage(request)) {
      const place = await this.#readers.open(decodeURIComponent(second));
      response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(JSON.stringify({ ...place, panelUrl: this.#panelUrl }));
      return true;
    }
    const client = first === 'clients' ? this.#readers.client(second) : undefined;
    if (client === undefined) return false;
    await serveBridge(client, third, request, response);
    return true;
  }
}

const files: Readonly<Record<string, PageFile>> = {
  '/reader': pageFile('page/reader.html', 'text/html; charset=utf-8'),
  '/demo/page/reader.css': pageFile('page/reader.css', 'text/css'),
  ...pageModules('element', 'reader'),
};
