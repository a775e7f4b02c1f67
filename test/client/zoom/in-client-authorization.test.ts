import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { authorizeInClient } from '../../../client/zoom/in-client-authorization.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const challenge = { codeChallenge: 'verifier', state: 'ours' };

/** Zoom's client: what was asked, and an event whenever the test says so. */
function clientThat(authorize: () => Promise<{ message: string }>) {
  const listeners = new Set<(event: unknown) => void>();
  const order: string[] = [];
  const sdk = {
    authorize: (options: unknown) => {
      order.push(`authorize ${JSON.stringify(options)}`);
      return authorize();
    },
    addEventListener: (name: string, listener: (event: unknown) => void) => {
      order.push(`listen ${name}`);
      listeners.add(listener);
    },
    removeEventListener: (_name: string, listener: (event: unknown) => void) =>
      void listeners.delete(listener),
  };
  const answer = (event: unknown) => {
    for (const listener of [...listeners]) listener(event);
  };
  return { sdk, order, answer, listeners };
}

const asked = async () => ({ message: 'Success' });

describe('permission inside the Zoom client', () => {
  it('listens before it asks, and gives back what the event brings', async () => {
    const { sdk, order, answer, listeners } = clientThat(asked);
    const outcome = authorizeInClient(sdk, challenge);
    expect(order).toEqual(['listen onAuthorized', `authorize ${JSON.stringify(challenge)}`]);
    answer({ code: 'c', redirectUri: 'https://x/panel', result: true, state: 'ours', timestamp: 1 });
    expect(await outcome).toEqual({
      kind: 'authorized',
      code: 'c',
      state: 'ours',
      redirectUri: 'https://x/panel',
    });
    expect(listeners.size).toBe(0);
  });

  it.each([
    ['a client that returns no state', { code: 'c', redirectUri: '' }, { kind: 'authorized', code: 'c' }],
    ['somebody who declines', { code: '', redirectUri: '', result: false }, { kind: 'declined' }],
    ['an event of nothing', undefined, { kind: 'declined' }],
  ])('takes the answer of %s', async (_who, event, expected) => {
    const { sdk, answer } = clientThat(asked);
    const outcome = authorizeInClient(sdk, challenge);
    answer(event);
    answer({ code: 'again' });
    expect(await outcome).toEqual(expected);
  });

  it('ignores the answer to another request', async () => {
    const { sdk, answer } = clientThat(asked);
    const outcome = authorizeInClient(sdk, challenge);
    answer({ code: 'planted', state: 'theirs' });
    answer({ code: 'c', state: 'ours' });
    expect(await outcome).toMatchObject({ code: 'c' });
  });

  it('waits longer than the SDK does for its call, and not for ever', async () => {
    const late = Promise.reject(new Error('authorize took longer than 10000 ms'));
    const { sdk, listeners } = clientThat(() => late);
    const outcome = authorizeInClient(sdk, challenge);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(listeners.size).toBe(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await outcome).toEqual({ kind: 'unanswered' });
    expect(listeners.size).toBe(0);
  });

  it('reports a refusal', async () => {
    const refused = Object.assign(new Error('no'), { code: '80004' });
    const { sdk, listeners } = clientThat(() => Promise.reject(refused));
    expect(await authorizeInClient(sdk, challenge)).toEqual({ kind: 'refused', code: '80004' });
    expect(listeners.size).toBe(0);
  });
});
