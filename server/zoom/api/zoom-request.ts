/** Zoom's answer of any status; `body` is undefined when it is no JSON. */
export interface ZoomAnswer {
  readonly status: number;
  readonly body: unknown;
  /** From `Retry-After`. */
  readonly retryAfterMs?: number;
}

export interface ZoomRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly authorization: string;
  /** `URLSearchParams` is sent as a form, anything else as JSON. */
  readonly body?: URLSearchParams | object;
  readonly timeoutMs: number;
  /** Aborts the request. */
  readonly signal?: AbortSignal | undefined;
}

/** No answer: the connection was refused, cut, or too slow. */
export class ZoomUnreachableError extends Error {
  override readonly name = 'ZoomUnreachableError';
}

/** Answers of Zoom's OAuth and REST are far smaller; a larger one is not read to its end. */
const MAX_ANSWER_CHARACTERS = 100_000;

/** @throws {ZoomUnreachableError} */
export async function sendRequest(url: string, request: ZoomRequest): Promise<ZoomAnswer> {
  const { method, authorization, body, timeoutMs, signal } = request;
  const tooLate = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method,
      headers: {
        authorization,
        accept: 'application/json',
        ...(body === undefined || body instanceof URLSearchParams
          ? {}
          : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: body instanceof URLSearchParams ? body : JSON.stringify(body) }),
      // Zoom's OAuth and these REST calls do not redirect; credentials must not follow a redirect.
      redirect: 'error',
      signal: signal === undefined ? tooLate : AbortSignal.any([tooLate, signal]),
    });
    const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'));
    const text = await readText(response);
    return {
      status: response.status,
      body: parseJson(text),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    };
  } catch (error) {
    throw new ZoomUnreachableError(`Zoom did not answer ${method} ${new URL(url).pathname}.`, {
      cause: error,
    });
  }
}

async function readText(response: Response): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_ANSWER_CHARACTERS) throw new Error('The answer is too large.');
  }
  return text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A number of seconds or an HTTP date (RFC 9110 §10.2.3). */
function parseRetryAfter(header: string | null): number | undefined {
  const value = header?.trim() ?? '';
  if (value === '') return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
