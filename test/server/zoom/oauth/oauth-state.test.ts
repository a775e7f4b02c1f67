/** Covers server/zoom/oauth/sealing.ts. */
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { ATTEMPT_LIFETIME_MS, createOAuthAttempts } from '../../../../server/zoom/oauth/oauth-state.ts';
import { sealingKeys } from '../../../support/oauth-fixtures.ts';

const keys = sealingKeys('a secret of the server');

it('returns the verifier of an attempt to the browser that began it', async () => {
  const attempts = createOAuthAttempts({ keys });
  const { sealed, state, codeChallenge } = await attempts.begin();
  const finished = await attempts.finish(sealed, state);
  expect(
    createHash('sha256')
      .update(finished?.codeVerifier ?? '')
      .digest('base64url'),
  ).toBe(codeChallenge);
});

it('has neither state nor verifier readable in the cookie', async () => {
  const attempts = createOAuthAttempts({ keys });
  const { sealed, state } = await attempts.begin();
  const finished = await attempts.finish(sealed, state);
  const shown = sealed.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
  for (const part of [sealed, ...shown]) {
    expect(part).not.toContain(state);
    expect(part).not.toContain(finished?.codeVerifier);
  }
});

it('finishes an attempt once', async () => {
  const attempts = createOAuthAttempts({ keys });
  const { sealed, state } = await attempts.begin();
  const both = await Promise.all([attempts.finish(sealed, state), attempts.finish(sealed, state)]);
  expect(both.filter((finished) => finished !== undefined)).toHaveLength(1);
  expect(await attempts.finish(sealed, state)).toBeUndefined();
});

it('refuses the state of another attempt', async () => {
  const attempts = createOAuthAttempts({ keys });
  const [mine, foreign] = [await attempts.begin(), await attempts.begin()];
  expect(await attempts.finish(mine.sealed, foreign.state)).toBeUndefined();
  expect(await attempts.finish(mine.sealed, '')).toBeUndefined();
});

it('refuses text that another server sealed, and unsealed text', async () => {
  const other = createOAuthAttempts({ keys: sealingKeys('the secret of another server') });
  const attempts = createOAuthAttempts({ keys });
  const { sealed, state } = await other.begin();
  expect(await attempts.finish(sealed, state)).toBeUndefined();
  expect(await attempts.finish('garbage', state)).toBeUndefined();
});

it('refuses an attempt after ten minutes', async () => {
  let now = 1_000_000;
  const attempts = createOAuthAttempts({ keys, now: () => now });
  const late = await attempts.begin();
  const timely = await attempts.begin();
  now += ATTEMPT_LIFETIME_MS - 1;
  expect(await attempts.finish(timely.sealed, timely.state)).toBeDefined();
  now += 1;
  expect(await attempts.finish(late.sealed, late.state)).toBeUndefined();
});

it('finishes an attempt that was sealed before the secret was rotated', async () => {
  const { sealed, state } = await createOAuthAttempts({ keys: sealingKeys('old secret') }).begin();
  const attempts = createOAuthAttempts({ keys: sealingKeys('new secret', 'old secret') });
  expect(await attempts.finish(sealed, state)).toBeDefined();
});
