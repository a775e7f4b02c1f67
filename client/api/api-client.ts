import type { Problem } from '../../shared/panel-protocol.ts';

/** HTTP client for our own server. Paths come from `shared/routes.ts`. */
export interface ApiClient {
  get<Answer>(path: string): Promise<Answer>;
  send<Answer>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<Answer>;
  /** As `text/csv`. */
  getCsv(path: string): Promise<string>;
  /** The bytes of a file of comma-separated values, in whatever encoding; the answer is JSON. */
  sendCsv<Answer>(method: 'POST' | 'PUT', path: string, file: ArrayBuffer): Promise<Answer>;
}

export interface ApiClientOptions {
  /** The bearer token of the session; `undefined`: the request carries the cookie only. */
  readonly token?: () => string | undefined;
  readonly fetch?: typeof globalThis.fetch;
  readonly timeoutMs?: number;
}

/** A problem document of the server. `message` is its `detail`, an English sentence. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, detail: string) {
    super(detail);
    this.status = status;
    this.code = code;
  }

  /** Rate limits (429) and server errors (5xx) are temporary. */
  get retryable(): boolean {
    return this.status === 429 || this.status >= 500;
  }
}

const JSON_TYPE = 'application/json';
const CSV_TYPE = 'text/csv';
/** Longer than any answer of a healthy server; a person waits for it. */
const REQUEST_TIMEOUT_MS = 10_000;

/** Rejects with `ApiError` when the server refuses, with `TypeError` or `AbortError` when it cannot be reached. */
export function createApiClient(options: ApiClientOptions = {}): ApiClient {
  const call = async (
    method: string,
    path: string,
    {
      accept = JSON_TYPE,
      type = JSON_TYPE,
      body,
    }: { accept?: string; type?: string; body?: string | ArrayBuffer },
  ): Promise<{ readonly text: string; readonly type: string }> => {
    const fetch = options.fetch ?? globalThis.fetch;
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), options.timeoutMs ?? REQUEST_TIMEOUT_MS);
    try {
      const token = options.token?.();
      const response = await fetch(path, {
        method,
        headers: {
          Accept: accept,
          ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'Content-Type': type }),
        },
        credentials: 'same-origin',
        signal: abort.signal,
        ...(body === undefined ? {} : { body }),
      });
      const text = await response.text();
      if (!response.ok) throw problemOf(response.status, text);
      return { text, type: response.headers.get('content-type') ?? '' };
    } finally {
      clearTimeout(timer);
    }
  };
  const request = async <Answer>(...asked: Parameters<typeof call>): Promise<Answer> => {
    const { text, type } = await call(...asked);
    return JSON.parse(type.includes('json') && text !== '' ? text : 'null');
  };
  return {
    get: (path) => request('GET', path, {}),
    send: (method, path, body) =>
      request(method, path, body === undefined ? {} : { body: JSON.stringify(body) }),
    getCsv: async (path) => (await call('GET', path, { accept: CSV_TYPE })).text,
    sendCsv: (method, path, file) => request(method, path, { type: CSV_TYPE, body: file }),
  };
}

function problemOf(status: number, text: string): ApiError {
  try {
    const problem: Partial<Problem> = JSON.parse(text);
    return new ApiError(status, problem.code ?? `http-${status}`, problem.detail ?? problem.title ?? '');
  } catch {
    return new ApiError(status, `http-${status}`, '');
  }
}
