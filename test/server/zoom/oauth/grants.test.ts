/** Covers server/zoom/oauth/sealing.ts. */
import { expect, it } from 'vitest';
import { createGrants, GrantError } from '../../../../server/zoom/oauth/grants.ts';
import {
  type MemoryGrants,
  memoryGrants,
  oauthOf,
  refreshesSeen,
  sealingKeys,
  silent,
  tokensOf,
} from '../../../support/oauth-fixtures.ts';
import { ZoomSimulator } from '../../../zoom-simulator/zoom-simulator.ts';

const HOUR_MS = 3_600_000;
const keys = sealingKeys('a secret');

/** One person who has signed in, and a clock. */
async function story(store: MemoryGrants = memoryGrants()) {
  const zoom = await ZoomSimulator.start();
  const user = zoom.addUser();
  let skewMs = 0;
  const now = () => Date.now() + skewMs;
  const node = () => createGrants({ store, oauth: oauthOf(zoom), keys, logger: silent, now });
  const grants = node();
  const tokens = await tokensOf(zoom, user);
  await grants.save(user.id, tokens);
  return {
    zoom,
    store,
    uid: user.id,
    user,
    tokens,
    grants,
    /** Another process on the same store. */
    node,
    anHourPasses: () => {
      skewMs += HOUR_MS;
      zoom.expireAccessTokens();
    },
    [Symbol.asyncDispose]: () => zoom[Symbol.asyncDispose](),
  };
}

it('returns the saved token while it is valid', async () => {
  await using s = await story();
  expect(await s.grants.accessToken(s.uid)).toBe(s.tokens.accessToken);
  expect(refreshesSeen(s.zoom)).toBe(0);
});

it('stores nothing readable', async () => {
  await using s = await story();
  const [sealed = ''] = [...s.store.rows.values()];
  const shown = [
    sealed,
    ...sealed.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1')),
  ].join();
  expect(shown).not.toContain(s.tokens.accessToken);
  expect(shown).not.toContain(s.tokens.refreshToken);
  expect(sealed.split('.')).toHaveLength(5);
});

it('refreshes once for ten simultaneous calls, because a refresh token works once', async () => {
  await using s = await story();
  s.anHourPasses();
  const tokens = await Promise.all(Array.from({ length: 10 }, () => s.grants.accessToken(s.uid)));
  expect(new Set(tokens).size).toBe(1);
  expect(tokens[0]).not.toBe(s.tokens.accessToken);
  expect(refreshesSeen(s.zoom)).toBe(1);
  expect(s.zoom.violations).toEqual([]);
});

it('stores the rotated token before it is used, so that a restarted process has it', async () => {
  await using s = await story();
  const before = s.store.rows.get(s.uid);
  s.anHourPasses();
  const token = await s.grants.accessToken(s.uid);
  expect(s.store.rows.get(s.uid)).not.toBe(before);
  const restarted = s.node();
  expect(await restarted.accessToken(s.uid)).toBe(token);
  s.anHourPasses();
  expect(await restarted.accessToken(s.uid)).not.toBe(token);
  expect(s.zoom.violations).toEqual([]);
});

it('keeps the rotated token when the store fails once', async () => {
  await using s = await story();
  s.anHourPasses();
  s.store.failSaves = 1;
  await expect(s.grants.accessToken(s.uid)).rejects.toThrow('The disk is full');
  const token = await s.grants.accessToken(s.uid);
  expect(refreshesSeen(s.zoom)).toBe(1);
  expect(await s.node().accessToken(s.uid)).toBe(token);
  expect(s.zoom.violations).toEqual([]);
});

it('renews a token that Zoom refused before its expiry, once for all refused calls', async () => {
  await using s = await story();
  const refused = s.tokens.accessToken;
  const renewed = await Promise.all([1, 2, 3].map(() => s.grants.accessToken(s.uid, { refused })));
  expect(new Set(renewed).size).toBe(1);
  expect(await s.grants.accessToken(s.uid, { refused })).toBe(renewed[0]);
  expect(refreshesSeen(s.zoom)).toBe(1);
});

it('deletes a grant whose permission Zoom has ended, and reports it as lost', async () => {
  await using s = await story();
  s.anHourPasses();
  s.zoom.expireRefreshTokens();
  await expect(s.grants.accessToken(s.uid)).rejects.toMatchObject({ name: 'GrantError', kind: 'lost' });
  expect(s.store.rows.size).toBe(0);
  await expect(s.grants.accessToken(s.uid)).rejects.toMatchObject({ kind: 'none' });
});

it('keeps the grant while Zoom does not answer', async () => {
  await using s = await story();
  s.anHourPasses();
  await s.zoom[Symbol.asyncDispose]();
  await expect(s.grants.accessToken(s.uid)).rejects.toMatchObject({
    name: 'ZoomOAuthError',
    retryable: true,
  });
  expect(s.store.rows.size).toBe(1);
});

it('uses the grant that another process renewed first, instead of deleting it', async () => {
  await using s = await story();
  s.anHourPasses();
  const token = await s.node().accessToken(s.uid);
  const newer = s.store.rows.get(s.uid);
  // This process reads before the other one writes.
  const reads = [await sealedAgain(s.uid, s.tokens)];
  const racing = createGrants({
    store: { ...s.store, find: async (uid) => reads.shift() ?? s.store.rows.get(uid) },
    oauth: oauthOf(s.zoom),
    keys,
    logger: silent,
    now: () => Date.now() + HOUR_MS,
  });
  expect(await racing.accessToken(s.uid)).toBe(token);
  expect(s.store.rows.get(s.uid)).toBe(newer);
});

it('does not restore a grant that is deleted during a refresh', async () => {
  await using s = await story();
  s.anHourPasses();
  const asking = s.grants.accessToken(s.uid);
  const forgetting = s.grants.forget(s.uid);
  await Promise.allSettled([asking, forgetting]);
  expect(s.store.rows.size).toBe(0);

  await s.grants.save(s.uid, await tokensOf(s.zoom, s.user));
  s.anHourPasses();
  const elsewhere = s.grants.accessToken(s.uid);
  s.store.rows.clear();
  await expect(elsewhere).rejects.toBeInstanceOf(GrantError);
  expect(s.store.rows.size).toBe(0);
});

it('revokes the permission at Zoom and deletes the grant', async () => {
  await using s = await story();
  expect(await s.grants.revoke(s.uid)).toBe(true);
  expect(s.store.rows.size).toBe(0);
  await expect(oauthOf(s.zoom).refresh(s.tokens.refreshToken)).rejects.toMatchObject({
    kind: 'grant-refused',
  });
});

it('deletes the grant even when Zoom does not answer the revocation', async () => {
  await using s = await story();
  await s.zoom[Symbol.asyncDispose]();
  expect(await s.grants.revoke(s.uid)).toBe(false);
  expect(s.store.rows.size).toBe(0);
});

it('opens a grant sealed with an older secret, but none with a removed secret or of another person', async () => {
  await using s = await story();
  const options = { store: s.store, oauth: oauthOf(s.zoom), logger: silent };
  const rotated = createGrants({ ...options, keys: sealingKeys('new', 'a secret') });
  expect(await rotated.accessToken(s.uid)).toBe(s.tokens.accessToken);
  const replaced = createGrants({ ...options, keys: sealingKeys('new') });
  await expect(replaced.accessToken(s.uid)).rejects.toMatchObject({ kind: 'none' });
  s.store.rows.set('mallory', s.store.rows.get(s.uid) ?? '');
  await expect(s.grants.accessToken('mallory')).rejects.toMatchObject({ kind: 'none' });
});

async function sealedAgain(
  uid: string,
  tokens: { accessToken: string; refreshToken: string; lifetimeMs: number },
) {
  const store = memoryGrants();
  const unused = { refresh: () => Promise.reject(new Error()), revoke: () => Promise.reject(new Error()) };
  await createGrants({ store, oauth: unused, keys, logger: silent }).save(uid, tokens);
  return store.rows.get(uid);
}
