/** Covers server/translation/answers/clean-answer.ts. */
import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import {
  builtInEngine,
  callService,
  type ServiceCall,
} from '../../../../server/translation/engines/translate-client.ts';
import { startFakeGoogle } from '../../../support/fake-engines/fake-google.ts';
import { startFakeLibre } from '../../../support/fake-engines/fake-libre.ts';
import type { FakeService, Fault } from '../../../support/fake-engines/fake-service.ts';

function ask(google: FakeService, changes: Partial<ServiceCall> = {}): Promise<string> {
  return callService({
    name: 'google',
    engine: builtInEngine('google'),
    text: 'Hello.',
    from: 'en',
    to: 'es',
    origin: google.origin,
    signal: AbortSignal.timeout(2_000),
    ...changes,
  });
}

describe('a call through the translate package', () => {
  it('sends codes the package itself refuses', async () => {
    await using google = await startFakeGoogle();
    for (const [from, to] of [
      ['auto', 'zh-TW'],
      ['auto', 'yue'],
      ['en', 'tl'],
      ['zh-CN', 'pt-PT'],
      ['en', 'iw'],
    ] as const) {
      expect(await ask(google, { from, to })).toBe(`[${to}] Hello.`);
      expect(google.calls.at(-1)?.query).toMatchObject({ sl: from, tl: to, q: 'Hello.' });
    }
  });

  it('translates a language into itself: the captions decide about that', async () => {
    await using google = await startFakeGoogle();
    expect(await ask(google, { from: 'es', to: 'es' })).toBe('[es] Hello.');
  });

  it.each<[string, Fault, object]>([
    [
      '429 with seconds',
      { kind: 'reply', status: 429, headers: { 'retry-after': '7' }, body: {} },
      { kind: 'rate-limited', retryAfterMs: 7_000 },
    ],
    [
      '503 with Retry-After',
      { kind: 'reply', status: 503, headers: { 'retry-after': '2' }, body: {} },
      { kind: 'rate-limited', retryAfterMs: 2_000 },
    ],
    [
      '503 with a well-formed translation',
      { kind: 'reply', status: 503, body: [[['hola', 'hello']]] },
      { kind: 'network', status: 503 },
    ],
    ['401', { kind: 'reply', status: 401, body: {} }, { kind: 'bad-key', retryable: false }],
    ['402', { kind: 'reply', status: 402, body: {} }, { kind: 'quota', retryable: false }],
    ['404', { kind: 'reply', status: 404, body: 'nothing' }, { kind: 'refused' }],
    ['400', { kind: 'reply', status: 400, body: {} }, { kind: 'bad-reply', status: 400 }],
    [
      'HTML with status 200',
      { kind: 'reply', body: '<html>Welcome to the hotel</html>' },
      { kind: 'bad-reply' },
    ],
    ['JSON of another shape', { kind: 'reply', body: { message: 'ok' } }, { kind: 'bad-reply' }],
    ['an empty body', { kind: 'reply', body: '' }, { kind: 'bad-reply' }],
    [
      'a redirect',
      { kind: 'reply', status: 302, headers: { location: 'http://127.0.0.1:9/' }, body: '' },
      { kind: 'refused', status: 302 },
    ],
    ['a truncated body', { kind: 'truncated' }, { kind: 'network' }],
    ['a huge body', { kind: 'huge', characters: 2_000_000 }, { kind: 'bad-reply' }],
    ['a broken connection', { kind: 'reset' }, { kind: 'network', retryable: true }],
  ])('makes a typed error of %s', async (_name, fault, expected) => {
    await using google = await startFakeGoogle();
    google.fault = fault;
    await expect(ask(google)).rejects.toMatchObject({
      name: 'TranslationError',
      engine: 'google',
      ...expected,
    });
    google.fault = undefined;
    expect(await ask(google)).toBe('[es] Hello.');
  });

  it('accepts an answer in a script that needs more letters', async () => {
    await using google = await startFakeGoogle();
    const given = 'explanation '.repeat(60);
    google.fault = { kind: 'reply', body: [[[given]]] };
    expect(await ask(google, { text: '説明'.repeat(50) })).toBe(given.trim());
    await expect(ask(google, { text: '説明'.repeat(20) })).rejects.toMatchObject({ kind: 'bad-reply' });
  });

  it('reads a Retry-After that is a date', async () => {
    await using google = await startFakeGoogle();
    google.fault = {
      kind: 'reply',
      status: 429,
      headers: { 'retry-after': new Date(Date.now() + 60_000).toUTCString() },
      body: {},
    };
    const failure: unknown = await ask(google).catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: 'rate-limited' });
    expect(failure).toHaveProperty('retryAfterMs', expect.closeTo(60_000, -4));
  });

  it('times out on a silent server', async () => {
    await using google = await startFakeGoogle();
    google.fault = { kind: 'hang' };
    const startedAt = performance.now();
    await expect(ask(google, { signal: AbortSignal.timeout(80) })).rejects.toMatchObject({ kind: 'timeout' });
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  it('reports an unreachable server as a network failure', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    await new Promise((resolve) => server.close(resolve));
    await using google = await startFakeGoogle();
    await expect(ask(google, { origin })).rejects.toMatchObject({ kind: 'network' });
  });

  it('never answers one service or pair with the text of another', async () => {
    await using google = await startFakeGoogle();
    await using libre = await startFakeLibre();
    const viaLibre = { name: 'libre', engine: builtInEngine('libre'), url: libre.url };
    const answers = await Promise.all([
      ask(google, { to: 'es' }),
      ask(google, { to: 'fr' }),
      callService({ ...viaLibre, text: 'Hello.', from: 'en', to: 'de', signal: AbortSignal.timeout(2_000) }),
      ask(google, { to: 'es' }),
    ]);
    expect(answers).toEqual(['[es] Hello.', '[fr] Hello.', '[de] Hello.', '[es] Hello.']);
  });

  it.each([
    ['lines and control characters', 'ho\u0000la\r\n\u0007a\ttodos\u2028hoy', 'ho la a todos hoy'],
    ['signs that turn the text round', '\u202Ehola\u202C \u2067a todos\u2069\u200F', 'hola a todos'],
    ['half of a pair', 'hola \ud83d', 'hola \ufffd'],
    ['joiners, which letters need', 'می\u200Cروم 👩\u200D⚕️', 'می\u200Cروم 👩\u200D⚕️'],
  ])('makes one clean line of an answer with %s', async (_name, answer, line) => {
    await using google = await startFakeGoogle();
    google.fault = { kind: 'reply', body: [[[answer, 'Hello.', null, null]], null, 'en'] };
    expect(await ask(google)).toBe(line);
  });

  it('refuses an answer of control characters alone', async () => {
    await using google = await startFakeGoogle();
    google.fault = { kind: 'reply', body: [[['\u0000\u202E\n', 'Hello.', null, null]], null, 'en'] };
    await expect(ask(google)).rejects.toMatchObject({ kind: 'bad-reply' });
  });

  it('keeps the body of a refusal out of its errors: it may repeat what was spoken', async () => {
    await using google = await startFakeGoogle();
    google.fault = { kind: 'reply', status: 400, body: 'cannot translate: our merger with Falcon' };
    const failure: unknown = await ask(google).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(String(failure)).not.toContain('Falcon');
  });
});
