/** What services do wrong, each fault for each engine: the same word for it, whoever it was, and no harm afterwards. */
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../../server/translation/engine.ts';
import { createDeeplEngine } from '../../../../server/translation/engines/deepl.ts';
import { createGoogleEngine } from '../../../../server/translation/engines/google.ts';
import { createLibreEngine } from '../../../../server/translation/engines/libre/libre.ts';
import { createOpenaiEngine } from '../../../../server/translation/engines/openai/openai.ts';
import { startFakeDeepl } from '../../../support/fake-engines/fake-deepl.ts';
import { startFakeGoogle } from '../../../support/fake-engines/fake-google.ts';
import { startFakeLibre } from '../../../support/fake-engines/fake-libre.ts';
import { startFakeOpenai } from '../../../support/fake-engines/fake-openai.ts';
import type { FakeService, Fault } from '../../../support/fake-engines/fake-service.ts';
import { question, silent } from '../stories.ts';

interface Stage extends AsyncDisposable {
  readonly service: FakeService;
  readonly engine: Engine;
}

function stageOf(service: FakeService, engine: Engine): Stage {
  const end = async () => {
    await engine[Symbol.asyncDispose]();
    await service[Symbol.asyncDispose]();
  };
  return { service, engine, [Symbol.asyncDispose]: end };
}

const engines: readonly (readonly [name: string, open: () => Promise<Stage>])[] = [
  [
    'google',
    async () => {
      const service = await startFakeGoogle();
      return stageOf(service, createGoogleEngine({ url: service.origin }));
    },
  ],
  [
    'deepl',
    async () => {
      const service = await startFakeDeepl('key');
      return stageOf(service, createDeeplEngine({ key: 'key', url: service.origin }));
    },
  ],
  [
    'libre',
    async () => {
      const { service, url } = await startFakeLibre();
      return stageOf(service, await createLibreEngine({ url, logger: silent, now: Date.now }));
    },
  ],
  [
    'openai',
    async () => {
      const service = await startFakeOpenai({ key: 'key' });
      const url = `${service.origin}/v1`;
      return stageOf(service, createOpenaiEngine({ url, key: 'key', model: 'fake-model' }));
    },
  ],
];

const reply = (
  status: number,
  body: unknown = {},
  headers: Readonly<Record<string, string>> = {},
): Fault => ({
  kind: 'reply',
  status,
  headers,
  body,
});
const page = '<!DOCTYPE html><html><head><title>Welcome</title></head><body>Please log in.</body></html>';

const faults: readonly (readonly [name: string, fault: Fault, failure: object])[] = [
  ['400', reply(400), { kind: 'bad-reply', status: 400 }],
  ['401', reply(401), { kind: 'bad-key', retryable: false }],
  ['402', reply(402), { kind: 'quota', retryable: false }],
  ['404', reply(404), { kind: 'refused' }],
  ['413', reply(413), { kind: 'bad-reply', status: 413 }],
  ['429', reply(429), { kind: 'rate-limited', retryable: true }],
  [
    '429 with Retry-After',
    reply(429, {}, { 'retry-after': '7' }),
    { kind: 'rate-limited', retryAfterMs: 7_000 },
  ],
  ['500 with a well-formed translation', { kind: 'status', status: 500 }, { kind: 'network', status: 500 }],
  ['502 in HTML', reply(502, page), { kind: 'network', status: 502 }],
  ['503 with a well-formed translation', { kind: 'status', status: 503 }, { kind: 'network', status: 503 }],
  [
    '503 with Retry-After',
    reply(503, page, { 'retry-after': '2' }),
    { kind: 'rate-limited', retryAfterMs: 2_000 },
  ],
  ['a redirect to a login', reply(302, '', { location: 'http://127.0.0.1:9/login' }), { kind: 'refused' }],
  ['a page of HTML as if all were well', reply(200, page), { kind: 'bad-reply' }],
  ['nothing at all', reply(200, ''), { kind: 'bad-reply' }],
  ['JSON of another shape', reply(200, { ok: true, result: ['hola'] }), { kind: 'bad-reply' }],
  ['null', reply(200, null), { kind: 'bad-reply' }],
  ['an answer that ends in the middle', { kind: 'truncated' }, { kind: 'network' }],
  ['a broken connection', { kind: 'reset' }, { kind: 'network', retryable: true }],
  ['an answer far longer than its question', { kind: 'huge', characters: 1_000 }, { kind: 'bad-reply' }],
  [
    'a refusal with a page of 1 MB',
    { kind: 'reply', status: 429, headers: { 'retry-after': '7' }, body: 'x'.repeat(1_000_000) },
    { kind: 'rate-limited', retryAfterMs: 7_000 },
  ],
  ['an answer of 20 MB', { kind: 'huge', characters: 20_000_000 }, { kind: 'bad-reply' }],
];

describe.each(engines)('%s', (name, open) => {
  it.each(faults)('%s', async (_name, fault, failure) => {
    await using stage = await open();
    stage.service.fault = fault;
    const failed: unknown = await stage.engine
      .translate(question('Our merger with Falcon.'))
      .catch((error: unknown) => error);
    expect(failed).toMatchObject({ name: 'TranslationError', engine: name, ...failure });
    expect(String(failed)).not.toContain('Falcon');
    stage.service.fault = undefined;
    expect(await stage.engine.translate(question('Hello there.'))).toMatchObject({
      text: expect.stringContaining('Hello there.'),
    });
  });

  it('times out when the service is silent', async () => {
    await using stage = await open();
    stage.service.fault = { kind: 'hang' };
    const signal = AbortSignal.timeout(100);
    await expect(stage.engine.translate(question('Hello there.', { signal }))).rejects.toMatchObject({
      kind: 'timeout',
      engine: name,
    });
    stage.service.fault = undefined;
    expect(await stage.engine.translate(question('Hello there.'))).toMatchObject({
      text: expect.stringContaining('Hello there.'),
    });
  });
});
