import type { Response } from 'express';
import type { Problem } from '../../shared/panel-protocol.ts';

/** An answer other than success, thrown anywhere below a route. `detail` is a sentence a person can act on. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly status: number;
  readonly code: string;
  readonly retryAfterS: number | undefined;
  constructor(
    status: number,
    code: string,
    detail: string,
    options: ErrorOptions & { readonly retryAfterS?: number } = {},
  ) {
    super(detail, options);
    this.status = status;
    this.code = code;
    this.retryAfterS = options.retryAfterS;
  }
}

/** RFC 9457. */
export function sendProblem(response: Response, problem: HttpProblem): void {
  const { status, code } = problem;
  const document: Problem = {
    type: 'about:blank',
    title: titles[status] ?? 'Error',
    status,
    code,
    detail: problem.message,
  };
  if (problem.retryAfterS !== undefined) response.set('Retry-After', String(problem.retryAfterS));
  if (status === 401) response.set('WWW-Authenticate', 'Bearer');
  response.status(status).type('application/problem+json').send(JSON.stringify(document));
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  429: 'Too many attempts',
  500: 'Server error',
  503: 'Not available now',
};
