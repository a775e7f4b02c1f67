import { decodeJwt, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { deriveKey, secretId } from '../../../server/access/session-secrets.ts';
import { createSessionTokens } from '../../../server/access/session-tokens.ts';
import { MemoryEndedSessions } from '../../support/ended-sessions.ts';

const oldSecret = 'an old secret, long enough for anyone to accept';
const newSecret = 'a new secret, long enough for anyone to accept';
const start = 1_800_000_000_000;
const ended = new MemoryEndedSessions();
const at = (offsetMs: number, ...secrets: string[]) =>
  createSessionTokens({
    secrets: secrets.length > 0 ? secrets : [newSecret],
    ended,
    now: () => start + offsetMs,
  });
const viewer = { viewerId: 'u', uid: 'u', role: 'co-host', meetingId: 'm1' } as const;
const invalid = expect.objectContaining({ name: 'SessionTokenError', code: 'token-invalid' });
const expired = expect.objectContaining({ name: 'SessionTokenError', code: 'token-expired' });
const minutes = 60_000;
const days = 24 * 60 * minutes;

describe('session tokens', () => {
  it('verify to the viewer they were issued to, for 15 minutes', async () => {
    const { token, expiresAt } = await at(0).issueViewer(viewer);
    expect(expiresAt).toBe(start + 15 * minutes);
    expect(await at(14 * minutes).verifyViewer(token)).toEqual({ ...viewer, issuedAt: start, expiresAt });
    await expect(at(15 * minutes).verifyViewer(token)).rejects.toEqual(expired);
  });

  it('are judged anew whenever they are shown, though their signature is remembered', async () => {
    let now = start;
    const cutoffs = new MemoryEndedSessions();
    const tokens = createSessionTokens({ secrets: [newSecret], ended: cutoffs, now: () => now });
    const { token, expiresAt } = await tokens.issueViewer(viewer);
    const [header, payload, signature = ''] = token.split('.');
    const forged = [
      header,
      payload,
      signature.replaceAll(/[A-Za-z]/g, (letter) => (letter === 'A' ? 'B' : 'A')),
    ];
    expect(await tokens.verifyViewer(token)).toMatchObject({ viewerId: 'u' });
    await expect(tokens.verifyViewer(forged.join('.'))).rejects.toEqual(invalid);
    now = expiresAt;
    await expect(tokens.verifyViewer(token)).rejects.toEqual(expired);
    now = start + 1;
    cutoffs.cutoffs.set('u', start + 1);
    await expect(tokens.verifyViewer(token)).rejects.toEqual(expired);
  });

  it('keeps a guest a guest, in a meeting or outside', async () => {
    const guest = { viewerId: 'guest-1', role: 'attendee' } as const;
    const { token, expiresAt } = await at(0).issueViewer(guest);
    expect(await at(0).verifyViewer(token)).toEqual({ ...guest, issuedAt: start, expiresAt });
  });

  it('keeps a browser signed in for 30 days', async () => {
    const { token } = await at(0).issueHome('u');
    expect(await at(29 * days).verifyHome(token)).toMatchObject({ uid: 'u' });
    await expect(at(30 * days).verifyHome(token)).rejects.toEqual(expired);
  });

  it('accepts no cookie as a panel’s token, and no panel’s token as a cookie', async () => {
    const { token: panel } = await at(0).issueViewer(viewer);
    const { token: home } = await at(0).issueHome('u');
    await expect(at(0).verifyHome(panel)).rejects.toEqual(invalid);
    await expect(at(0).verifyViewer(home)).rejects.toEqual(invalid);
  });

  it('ends the sessions of a deleted person, and none that begin later', async () => {
    const [{ token: panel }, { token: home }] = [await at(0).issueViewer(viewer), await at(0).issueHome('u')];
    const { token: guest } = await at(0).issueViewer({
      viewerId: 'guest',
      role: 'attendee',
      meetingId: 'm1',
    });
    ended.cutoffs.set('u', start + 1);
    await expect(at(2).verifyViewer(panel)).rejects.toEqual(expired);
    await expect(at(2).verifyHome(home)).rejects.toEqual(expired);
    expect(await at(2).verifyViewer(guest)).toMatchObject({ viewerId: 'guest' });
    // In the very same second.
    const { token: again } = await at(1).issueHome('u');
    expect(await at(2).verifyHome(again)).toMatchObject({ uid: 'u' });
    ended.cutoffs.delete('u');
  });

  it('ends one sign-in, not the other of the same person', async () => {
    const [{ token: here }, { token: there }] = [await at(0).issueHome('u'), await at(0).issueHome('u')];
    const { sessionId } = await at(0).verifyHome(here);
    const bearer = (signInId: string) => at(0).issueViewer({ ...viewer, role: 'browser', signInId });
    const [{ token: ofHere }, { token: ofThere }] = [
      await bearer(sessionId),
      await bearer((await at(0).verifyHome(there)).sessionId),
    ];
    const verified = await at(0).verifyViewer(ofHere);
    expect(await at(0).isEnded(verified)).toBe(false);
    await ended.revoke(sessionId);
    await expect(at(0).verifyHome(here)).rejects.toEqual(expired);
    await expect(at(0).verifyViewer(ofHere)).rejects.toEqual(expired);
    expect(await at(0).isEnded(verified)).toBe(true);
    expect(await at(0).verifyHome(there)).toMatchObject({ uid: 'u' });
    expect(await at(0).verifyViewer(ofThere)).toMatchObject({ role: 'browser' });
  });

  it('names a sign-in of before sign-ins had ids by its token', async () => {
    const { token } = await at(0).issueHome('u');
    const key = deriveKey(newSecret, 'home session token');
    const { jti: _none, ...claims } = decodeJwt(token);
    const old = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: secretId(newSecret) })
      .sign(key);
    const { sessionId } = await at(0).verifyHome(old);
    await ended.revoke(sessionId);
    await expect(at(0).verifyHome(old)).rejects.toEqual(expired);
    expect(await at(0).verifyHome(token)).toMatchObject({ uid: 'u' });
  });

  it('verifies with the old secret after a change, and signs with the new one', async () => {
    const { token } = await at(0, oldSecret).issueViewer(viewer);
    const changed = at(0, newSecret, oldSecret);
    expect(await changed.verifyViewer(token)).toMatchObject({ viewerId: 'u' });
    const { token: fresh } = await changed.issueViewer(viewer);
    expect(await at(0, newSecret).verifyViewer(fresh)).toMatchObject({ viewerId: 'u' });
    await expect(at(0, newSecret).verifyViewer(token)).rejects.toEqual(invalid);
  });

  it('refuses what was changed, forged or unsigned', async () => {
    const { token } = await at(0).issueViewer(viewer);
    const [header = '', , signature = ''] = token.split('.');
    const claims = (change: object) =>
      Buffer.from(JSON.stringify({ ...decodeJwt(token), ...change })).toString('base64url');
    const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    const forged = await new SignJWT({ ...decodeJwt(token) })
      .setProtectedHeader({ alg: 'HS256', kid: 'unknown' })
      .sign(new TextEncoder().encode(newSecret));
    const wrong = [
      `${header}.${claims({ role: 'host' })}.${signature}`,
      `${none}.${claims({})}.`,
      forged,
      `${token}x`,
      'garbage',
      '',
    ];
    for (const bad of wrong) await expect(at(0).verifyViewer(bad), bad).rejects.toEqual(invalid);
  });
});
