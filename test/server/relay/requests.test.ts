import { describe, expect, it } from 'vitest';
import {
  historyRequest,
  parse,
  RequestRefused,
  renewRequest,
  servedTag,
  tooManyRequests,
  watchRequest,
} from '../../../server/relay/requests.ts';

const serves = (tag: string) => (tag.startsWith('pt') ? 'pt-BR' : undefined);

function codeOf(request: () => unknown): string {
  try {
    request();
    return 'answered';
  } catch (error) {
    return error instanceof RequestRefused ? error.code : String(error);
  }
}

describe('a request of a panel', () => {
  it.each([
    ['watch without a language', watchRequest, {}],
    ['watch with an empty language', watchRequest, { language: '' }],
    ['watch with a negative version', watchRequest, { language: 'es', after: { epoch: 'e', version: -1 } }],
    ['history without a position', historyRequest, { limit: 5 }],
    ['history of no line', historyRequest, { before: 1, limit: 0 }],
    ['history of more than 100 lines', historyRequest, { before: 1, limit: 101 }],
    ['renew without a token', renewRequest, { token: '' }],
    ['no object at all', watchRequest, 'es'],
  ])('is refused as bad-request: %s', (_, schema, request) => {
    expect(codeOf(() => parse<unknown>(schema, request))).toBe('bad-request');
  });

  it('asks for 50 lines of history unless it says how many', () => {
    expect(parse(historyRequest, { before: 9 })).toEqual({ before: 9, limit: 50 });
  });

  it('is answered with its code, its sentence and when to ask again', () => {
    const { answer } = tooManyRequests(700);
    expect(answer).toMatchObject({ ok: false, error: { code: 'rate-limited', retryAfterMs: 700 } });
    expect(new RequestRefused('not-allowed', 'No.').answer).toEqual({
      ok: false,
      error: { code: 'not-allowed', message: 'No.' },
    });
  });
});

describe('the tag that serves a language', () => {
  it('is the engine’s, and the original needs none', () => {
    expect(servedTag('pt', serves)).toBe('pt-BR');
    expect(servedTag('original', serves)).toBe('original');
  });

  it('is refused for what is no tag, and for what no engine offers', () => {
    expect(codeOf(() => servedTag('not a tag', serves))).toBe('unknown-language');
    expect(codeOf(() => servedTag('eo', serves))).toBe('language-not-served');
  });
});
