import { type FakeService, fakeTranslation, type Reply, startFakeService } from './fake-service.ts';

export interface FakeLibre extends AsyncDisposable {
  readonly service: FakeService;
  /** `LIBRE_URL` */
  readonly url: string;
  readonly listing: FakeListing;
}

interface FakeListing {
  /** What `GET /languages` lists; every one into every other. */
  codes: readonly string[];
  /** How often it was read. */
  read: number;
  /** It answers 503. */
  fails: boolean;
}

/** LibreTranslate: `POST /translate` with JSON, `GET /languages`, errors as `{ error }`. */
export async function startFakeLibre(
  options: { codes?: readonly string[]; key?: string } = {},
): Promise<FakeLibre> {
  const listing: FakeListing = {
    codes: options.codes ?? ['en', 'es', 'fr', 'de', 'pt', 'pb', 'zh', 'zt', 'ar', 'ja', 'tl', 'he', 'nb'],
    read: 0,
    fails: false,
  };
  const service = await startFakeService({
    aside: ({ method, path }) => {
      if (method !== 'GET' || path !== '/languages') return undefined;
      listing.read += 1;
      if (listing.fails) return { status: 503, body: 'starting' };
      return {
        body: listing.codes.map((code) => ({
          code,
          name: code,
          targets: listing.codes.filter((other) => other !== code),
        })),
      };
    },
    answer: ({ method, path, headers, body }) => {
      if (method !== 'POST' || path !== '/translate') return { status: 404, body: { error: 'Not Found' } };
      if (headers['content-type'] !== 'application/json') return badRequest('Invalid request: not JSON');
      const request = new Map<string, unknown>(
        typeof body === 'object' && body !== null ? Object.entries(body) : [],
      );
      const [q, source, target] = ['q', 'source', 'target'].map((name) => request.get(name));
      if (options.key !== undefined && request.get('api_key') !== options.key) {
        return { status: 403, body: { error: 'Invalid API key' } };
      }
      if (typeof q !== 'string' || typeof source !== 'string' || typeof target !== 'string') {
        return badRequest('Invalid request: missing q, source or target parameter');
      }
      if (source !== 'auto' && !listing.codes.includes(source))
        return badRequest(`${source} is not supported`);
      if (!listing.codes.includes(target) || source === target) {
        return badRequest(`${target} is not available as a target language from ${source}`);
      }
      return { translation: fakeTranslation(q, target), wrap: (translatedText) => ({ translatedText }) };
    },
  });
  return {
    service,
    listing,
    url: `${service.origin}/translate`,
    [Symbol.asyncDispose]: () => service[Symbol.asyncDispose](),
  };
}

function badRequest(error: string): Reply {
  return { status: 400, body: { error } };
}
