import { randomUUID } from 'node:crypto';
import { Translate } from 'translate';
import { maxAnswerCharacters, maxReplyBytes } from '../answers/answer-size.ts';
import { cleanAnswer } from '../answers/clean-answer.ts';
import { TranslationError, toTranslationError } from '../translation-error.ts';
import { CALL_LIMIT_MS, MAX_ERROR_BYTES } from '../translation-limits.ts';
import { retryAfterMs } from './retry-after.ts';

/** What the `translate` package gives an engine and takes back. */
interface PackageOptions {
  readonly text: string;
  readonly from: string;
  readonly to: string;
  readonly key?: string;
  readonly url?: string;
}
export interface PackageEngine {
  readonly needkey?: boolean;
  readonly fetch: (options: PackageOptions) => readonly [url: string, init?: RequestInit];
  readonly parse: (response: Response) => Promise<string> | string;
}

export interface ServiceCall {
  readonly name: string;
  readonly engine: PackageEngine;
  readonly text: string;
  /** The service's own codes. */
  readonly from: string;
  readonly to: string;
  readonly key?: string;
  /** For engines of the package that take an address. */
  readonly url?: string;
  /** Replaces scheme, host and port of the address. */
  readonly origin?: string;
  readonly signal: AbortSignal;
  /** A refusal in the service's own terms; `undefined`: by the status alone. The body may echo speech: never keep it. */
  readonly explain?: (status: number, body: string, headers: Headers) => TranslationError | undefined;
}

/**
 * The only use of the `translate` package. It has no time-out, looks at no status, caches for ever and process-wide, and
 * refuses most of the codes services use. So each call gets an instance of its own, whose one engine wraps the real one:
 * the pair en→es only satisfies the package's check, the wrapped engine sends the real codes.
 * @throws {TranslationError}
 */
export async function callService(call: ServiceCall): Promise<string> {
  // The package's cache is one per process and keyed by this name: no two calls may share one, not even for a millisecond.
  const id = `${call.name} ${randomUUID()}`;
  const signal = AbortSignal.any([call.signal, AbortSignal.timeout(CALL_LIMIT_MS)]);
  const wrapped: PackageEngine = {
    fetch: (options) => {
      const url = call.url === undefined ? {} : { url: call.url };
      const [address, init] = call.engine.fetch({ ...options, ...url, from: call.from, to: call.to });
      // Not followed: a redirect would carry speech and key to another host. Google's refusal is one.
      return [atOrigin(address, call.origin), { ...init, signal, redirect: 'manual' }];
    },
    parse: async (response) => {
      if (!response.ok) {
        const body = await readBeginning(response, MAX_ERROR_BYTES);
        throw call.explain?.(response.status, body, response.headers) ?? refusal(call.name, response);
      }
      const body = await readText(call.name, response, maxReplyBytes(call.text));
      return call.engine.parse(new Response(body, { status: response.status, headers: response.headers }));
    },
  };
  const key = call.key === undefined ? {} : { key: call.key };
  try {
    // 1 ms is the shortest cache the package can do; a fresh literal each time, because it writes into it.
    const once = typedTranslate({ engine: id, engines: { [id]: wrapped }, cache: 1, ...key });
    const answer: unknown = await once(call.text, { from: 'en', to: 'es' });
    return cleanAnswer(call.name, answer, maxAnswerCharacters(call.text));
  } catch (error) {
    // Aborted: the reason tells a lost patience from a caller that left; undici's own error does not.
    throw toTranslationError(call.name, signal.aborted ? signal.reason : error);
  }
}

/** A copy: the package shares one object between all its users. */
export function builtInEngine(name: 'google' | 'libre'): PackageEngine {
  const engine = typedTranslate({}).engines[name];
  if (engine === undefined) throw new Error(`The translate package has no engine ${name}`);
  return { ...engine };
}

/** The error a status means for any service. */
export function refusal(name: string, response: Pick<Response, 'status' | 'headers'>): TranslationError {
  const { status } = response;
  const after = retryAfterMs(response.headers.get('retry-after'), Date.now());
  const details = after === undefined ? { status } : { status, retryAfterMs: after };
  if (status === 429 || (status === 503 && after !== undefined)) {
    return new TranslationError(name, 'rate-limited', 'asked to slow down', details);
  }
  if (status >= 500) return new TranslationError(name, 'network', 'the server failed', details);
  if (status === 401 || status === 403)
    return new TranslationError(name, 'bad-key', 'the key was refused', details);
  if (status === 402) return new TranslationError(name, 'quota', 'the quota is spent', details);
  if ((status >= 300 && status < 400) || status === 404 || status === 405) {
    return new TranslationError(name, 'refused', 'the address does not translate', details);
  }
  return new TranslationError(name, 'bad-reply', 'the request was not accepted', details);
}

/** The body, as long as it is no longer than `maxBytes`. */
export async function readText(name: string, response: Response, maxBytes: number): Promise<string> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes)
      throw new TranslationError(name, 'bad-reply', `the answer is longer than ${maxBytes} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Enough of an error's body to tell what it is; the rest is not awaited. */
async function readBeginning(response: Response, maxBytes: number): Promise<string> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    text += decoder.decode(chunk, { stream: true });
    if (bytes > maxBytes) break;
  }
  return text.slice(0, maxBytes);
}

type Package = (options: {
  readonly engine?: string;
  readonly engines?: Readonly<Record<string, PackageEngine>>;
  readonly cache?: number;
  readonly key?: string;
}) => {
  (text: string, pair: { from: string; to: string }): Promise<unknown>;
  readonly engines: Readonly<Record<string, PackageEngine | undefined>>;
};

// The package's types know neither free engine names, `url`, an asynchronous `parse`, nor `from`/`to` on the function.
const typedTranslate = Translate as unknown as Package;

function atOrigin(address: string, origin: string | undefined): string {
  if (origin === undefined) return address;
  const url = new URL(address);
  return new URL(url.pathname + url.search, origin).href;
}
