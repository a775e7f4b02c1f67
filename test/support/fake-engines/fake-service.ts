import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';

interface RecordedCall {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON, or the text when it is none. */
  readonly body: unknown;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string goes out as it is, anything else as JSON. */
  readonly body?: unknown;
}

export type Fault =
  | ({ readonly kind: 'reply' } & Reply)
  /** A well-formed answer under a status that says it is none. */
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'hang' }
  /** The connection breaks in the middle of a well-formed answer. */
  | { readonly kind: 'truncated' }
  /** A well-formed answer whose translation has so many characters. */
  | { readonly kind: 'huge'; readonly characters: number }
  | { readonly kind: 'reset' }
  /** Unknown signs do not survive this engine. */
  | { readonly kind: 'loses-marks' };

export interface FakeService extends AsyncDisposable {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  /** Calls for a translation, oldest first. */
  readonly calls: readonly RecordedCall[];
  /** What happens to every call from now on, or to which; `undefined`: all is well. */
  fault: Fault | ((call: RecordedCall) => Fault | undefined) | undefined;
  /** Milliseconds before each answer, or before the next one. */
  delayMs: number | (() => number);
  /** Calls wait for `release`; the number under way. */
  hold(): void;
  release(): void;
  readonly held: number;
  /** It answers more calls at a time with 429, at once. */
  mostAllowed: number;
  /** The most calls that were under way at one time. */
  readonly mostAtOnce: number;
}

/** An answer for a call, `translation` in the service's own form; or a refusal by its own rules. */
type Answer = (
  call: RecordedCall,
) => Reply | { readonly translation: string; readonly wrap: (text: string) => unknown };

export interface FakeServiceOptions {
  readonly answer: Answer;
  /** Addresses that do not count as calls for a translation. */
  readonly aside?: (call: RecordedCall) => Reply | undefined;
}

/** What a fake makes of a text: easy to recognise, different for every language. */
export function fakeTranslation(text: string, to: string): string {
  return `[${to}] ${text}`;
}

export async function startFakeService({ answer, aside }: FakeServiceOptions): Promise<FakeService> {
  const calls: RecordedCall[] = [];
  const waiting: (() => void)[] = [];
  let holding = false;
  let underWay = 0;
  let mostAtOnce = 0;

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const call = await readCall(request);
    const other = aside?.(call);
    if (other !== undefined) return send(response, other);
    calls.push(call);
    underWay += 1;
    mostAtOnce = Math.max(mostAtOnce, underWay);
    response.once('close', () => {
      underWay -= 1;
    });
    if (underWay > service.mostAllowed) return send(response, { status: 429, body: { error: 'Slowdown' } });
    if (holding) await new Promise<void>((resolve) => waiting.push(resolve));
    const delayMs = typeof service.delayMs === 'function' ? service.delayMs() : service.delayMs;
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    const fault = typeof service.fault === 'function' ? service.fault(call) : service.fault;
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'reset') {
      response.destroy();
      return;
    }
    if (fault?.kind === 'reply') return send(response, fault);
    const given = answer(call);
    if (!('wrap' in given)) return send(response, given);
    if (fault?.kind === 'huge') return send(response, { body: given.wrap('x'.repeat(fault.characters)) });
    const lossy = fault?.kind === 'loses-marks';
    const translation = lossy ? given.translation.replace(/[⟦⟧<>]/g, '') : given.translation;
    const body = JSON.stringify(given.wrap(translation));
    if (fault?.kind === 'truncated') {
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
      });
      response.write(body.slice(0, body.length / 2), () => response.destroy());
      return;
    }
    send(response, {
      ...(fault?.kind === 'status' ? { status: fault.status } : {}),
      body: given.wrap(translation),
    });
  };

  const server = createServer((request, response) => {
    respond(request, response).catch(() => response.destroy());
  });
  const service: FakeService = {
    get origin() {
      const address = server.address();
      return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    },
    calls,
    fault: undefined,
    delayMs: 0,
    mostAllowed: Number.POSITIVE_INFINITY,
    hold: () => {
      holding = true;
    },
    release: () => {
      holding = false;
      for (const go of waiting.splice(0)) go();
    },
    get held() {
      return waiting.length;
    },
    get mostAtOnce() {
      return mostAtOnce;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return service;
}

async function readCall(request: IncomingMessage): Promise<RecordedCall> {
  const url = new URL(request.url ?? '/', 'http://fake');
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: request.headers,
    body: parsed(text),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function send(response: ServerResponse, { status = 200, headers = {}, body }: Reply): void {
  const type = typeof body === 'string' ? 'text/html; charset=utf-8' : 'application/json';
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
