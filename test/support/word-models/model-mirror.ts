import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Catalog, OWN_CATALOG } from '../../../server/translation/engines/local/models/catalog.ts';
import type {
  CatalogFile,
  CatalogModel,
} from '../../../server/translation/engines/local/models/catalog-model.ts';
import { dictionaries, type KnownDirection, sha256 } from './stored-models.ts';
import { createWordModel } from './word-model.ts';

interface MirrorRequest {
  readonly path: string;
  /** The first byte that was asked for. */
  readonly from: number;
}

export type MirrorFault =
  | { readonly kind: 'status'; readonly status: number }
  /** A page of somebody who stands between, as a sign-in page of a hotel. */
  | { readonly kind: 'page' }
  /** Of the right size, and not the file. */
  | { readonly kind: 'other-bytes' }
  /** The connection breaks after so many bytes. */
  | { readonly kind: 'cut'; readonly afterBytes: number }
  /** It says it is whole, and is not. */
  | { readonly kind: 'short' }
  /** It never ends. */
  | { readonly kind: 'endless' }
  /** So many bytes, and then nothing. */
  | { readonly kind: 'stalled'; readonly afterBytes: number }
  /** So many pieces, so long apart; after `endsAfter` of them nothing more. */
  | { readonly kind: 'slow'; readonly pieces: number; readonly everyMs: number; readonly endsAfter?: number }
  | { readonly kind: 'no-ranges' }
  | { readonly kind: 'redirect' };

export interface ModelMirror extends AsyncDisposable {
  readonly origin: string;
  readonly catalog: Catalog;
  readonly requests: readonly MirrorRequest[];
  fault: ((request: MirrorRequest) => MirrorFault | undefined) | undefined;
  /** As `catalog.json` into a models' folder, for a server that is a process of its own. */
  writeCatalog(folder: string): Promise<void>;
}

/** Serves word models as the published mirrors serve theirs, on loopback. */
export async function startModelMirror(...directions: readonly KnownDirection[]): Promise<ModelMirror> {
  const content = new Map<string, Buffer>();
  const catalog = new Map(directions.map((direction) => [direction, publish(direction, content)]));
  const requests: MirrorRequest[] = [];
  const server = createServer((request, response) => {
    const asked = { path: request.url ?? '', from: firstByteOf(request) };
    requests.push(asked);
    const whole = content.get(asked.path.replace(/^\/(moved\/)?/, ''));
    if (whole === undefined) response.writeHead(404).end('not found');
    else answer(response, asked, whole, mirror.fault?.(asked));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const mirror: ModelMirror = {
    origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    catalog,
    requests,
    fault: undefined,
    writeCatalog: (folder) =>
      writeFile(join(folder, OWN_CATALOG), JSON.stringify({ models: Object.fromEntries(catalog) })),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return mirror;
}

function publish(direction: KnownDirection, content: Map<string, Buffer>): CatalogModel {
  const [from = '', to = ''] = direction.split('-');
  const { model, shortlist, vocabulary, targetVocabulary } = createWordModel({
    dictionary: dictionaries[direction],
    separateVocabularies: direction === 'en-ja',
  });
  const file = (name: string, bytes: Buffer): CatalogFile => {
    const path = `models/tiny/${from}${to}/${name}.gz`;
    const compressed = gzipSync(bytes);
    content.set(path, compressed);
    return { path, gzBytes: compressed.length, gzSha256: sha256(compressed) };
  };
  return {
    from,
    to,
    modelBytes: model.length,
    modelSha256: sha256(model),
    files: {
      model: file('model.bin', model),
      lex: file('lex.bin', shortlist),
      ...(targetVocabulary === undefined
        ? { vocab: file('vocab.spm', vocabulary) }
        : { srcvocab: file('srcvocab.spm', vocabulary), trgvocab: file('trgvocab.spm', targetVocabulary) }),
    },
  };
}

function firstByteOf({ headers }: IncomingMessage): number {
  return Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
}

function answer(
  response: ServerResponse,
  { path, from }: MirrorRequest,
  whole: Buffer,
  fault: MirrorFault | undefined,
): void {
  const begin = fault?.kind === 'no-ranges' ? 0 : from;
  const bytes = fault?.kind === 'other-bytes' ? Buffer.alloc(whole.length, 'x') : whole;
  const rest = bytes.subarray(begin);
  const head = (length: number | undefined) =>
    response.writeHead(begin > 0 ? 206 : 200, {
      'content-type': 'application/octet-stream',
      ...(length === undefined ? {} : { 'content-length': String(length) }),
      ...(begin > 0 ? { 'content-range': `bytes ${begin}-${whole.length - 1}/${whole.length}` } : {}),
    });
  switch (fault?.kind) {
    case 'status':
      response.writeHead(fault.status).end('no');
      return;
    case 'page':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>');
      return;
    case 'redirect':
      if (path.startsWith('/moved/')) break;
      response.writeHead(302, { location: `/moved${path}` }).end();
      return;
    case 'cut':
      head(rest.length).write(rest.subarray(0, fault.afterBytes), () => response.destroy());
      return;
    case 'stalled':
      head(rest.length).write(rest.subarray(0, fault.afterBytes));
      return;
    case 'slow':
      head(rest.length);
      sendSlowly(response, rest, fault);
      return;
    case 'short':
      head(undefined).end(rest.subarray(0, rest.length - 1));
      return;
    case 'endless':
      head(undefined).end(Buffer.concat([rest, rest]));
      return;
    default:
  }
  head(rest.length).end(rest);
}

function sendSlowly(
  response: ServerResponse,
  bytes: Buffer,
  { pieces, everyMs, endsAfter = pieces }: Extract<MirrorFault, { kind: 'slow' }>,
): void {
  const size = Math.ceil(bytes.length / pieces);
  let sent = 0;
  const timer = setInterval(() => {
    if (sent < endsAfter) response.write(bytes.subarray(sent * size, (sent + 1) * size));
    sent += 1;
    if (sent < Math.min(pieces, endsAfter)) return;
    clearInterval(timer);
    if (endsAfter >= pieces) response.end();
  }, everyMs);
  response.once('close', () => clearInterval(timer));
}
