import { Router } from 'express';
import { describe, expect, it } from 'vitest';
import { startHttpStage } from '../../../support/http-stage.ts';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

async function idsOf(trustProxy: number, given: readonly string[]): Promise<(string | null)[]> {
  await using stage = await startHttpStage({ trustProxy });
  return await Promise.all(
    given.map(async (id) => {
      const answer = await stage.call('/healthz', { headers: id === '' ? {} : { 'x-request-id': id } });
      return answer.headers.get('x-request-id');
    }),
  );
}

describe('the id of a request', () => {
  it('is made here without a trusted proxy, whatever the request says, and differs', async () => {
    const [first, second] = await idsOf(0, ['', '0123456789abcdef']);
    expect([first, second]).toEqual([expect.stringMatching(UUID), expect.stringMatching(UUID)]);
    expect(first).not.toBe(second);
  });

  it('is the trusted proxy’s when it is well-formed, and made here otherwise', async () => {
    const proxys = '7f3e6c52-1d0b-4d33-9a86-4f4f7f6a2f11';
    expect(await idsOf(1, [proxys])).toEqual([proxys]);
    const malformed = ['short', 'a'.repeat(65), 'with spaces in it', '{"msg":"listening"}', ''];
    expect(await idsOf(1, malformed)).toEqual(malformed.map(() => expect.stringMatching(UUID)));
  });

  it('stands in the answer and in the log of a request that failed', async () => {
    const failing = Router().get('/failing', () => {
      throw new Error('unexpected');
    });
    await using stage = await startHttpStage({ extraRouters: [failing] });
    const answer = await stage.call('/failing');
    expect(answer.status).toBe(500);
    const entries = stage.log.map((line) => JSON.parse(line));
    expect(entries).toContainEqual(
      expect.objectContaining({
        msg: 'a request failed',
        requestId: answer.headers.get('x-request-id'),
      }),
    );
  });
});
