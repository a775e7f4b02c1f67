import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openAppContext } from '../../../server/zoom/app-context.ts';
import { sealContext } from '../../zoom-simulator/client/sealed-context.ts';

const now = 1_800_000_000_000;
const keys = { clientId: 'client', clientSecret: 'secret', now: () => now };
const claims = {
  typ: 'meeting',
  mid: '/ab+cd/==',
  uid: 'user-1',
  attendrole: 'host',
  iss: 'marketplace.zoom.us',
  aud: 'client',
  ts: now,
  exp: now + 116_000,
} as const;

describe('openAppContext', () => {
  it.each([
    ['standard base64', {}],
    ['the URL-safe alphabet', { urlSafe: true }],
    ['additional authenticated data', { aad: Buffer.from('bound to this') }],
  ])('opens a context in %s', (_what, options) => {
    expect(openAppContext(sealContext(claims, 'secret', options), keys)).toEqual({
      type: 'meeting',
      meetingUuid: '/ab+cd/==',
      uid: 'user-1',
      attendeeRole: 'host',
      expiresAt: now + 116_000,
    });
  });

  it('returns no uid for a guest', () => {
    const { uid: _uid, ...guest } = claims;
    expect(openAppContext(sealContext(guest, 'secret'), keys)).not.toHaveProperty('uid');
  });

  it('returns the breakout room and its meeting', () => {
    const context = openAppContext(sealContext({ ...claims, bmid: 'room==' }, 'secret'), keys);
    expect(context).toMatchObject({ meetingUuid: '/ab+cd/==', breakoutUuid: 'room==' });
  });

  it('accepts a clock difference of up to 10 s after the expiry', () => {
    const ended = (agoMs: number) => sealContext({ ...claims, exp: now - agoMs }, 'secret');
    expect(openAppContext(ended(5_000), keys).uid).toBe('user-1');
    expect(() => openAppContext(ended(60_000), keys)).toThrow(
      expect.objectContaining({ code: 'context-expired' }),
    );
  });

  it.each([
    ['another client secret', sealContext(claims, 'other')],
    ['another audience', sealContext({ ...claims, aud: 'another-app' }, 'secret')],
    ['another issuer', sealContext({ ...claims, iss: 'example.org' }, 'secret')],
    ['changed data beside the seal', swapAad()],
    [
      'bytes after the tag',
      Buffer.concat([Buffer.from(sealContext(claims, 'secret'), 'base64'), Buffer.from('x')]).toString(
        'base64',
      ),
    ],
    ['nothing', ''],
    ['garbage', 'this is no context at all'],
    ['too much', 'A'.repeat(8_193)],
    ['no JSON inside', sealText('hello')],
    ['no expiry inside', sealText(JSON.stringify({ iss: 'marketplace.zoom.us', aud: 'client' }))],
  ])('refuses %s', (_what, sealed) => {
    expect(() => openAppContext(sealed, keys)).toThrow(expect.objectContaining({ code: 'context-invalid' }));
  });

  it('refuses a context with any one byte changed, or cut at any place', () => {
    const good = Buffer.from(sealContext(claims, 'secret'), 'base64');
    for (let index = 0; index < good.length; index += 1) {
      const changed = Buffer.from(good);
      changed[index] = (changed[index] ?? 0) ^ 1;
      for (const bad of [changed, good.subarray(0, index)]) {
        expect(() => openAppContext(bad.toString('base64'), keys), `byte ${index}`).toThrow(
          expect.objectContaining({ code: 'context-invalid' }),
        );
      }
    }
  });
});

function swapAad(): string {
  const sealed = Buffer.from(sealContext(claims, 'secret', { aad: Buffer.from('one') }), 'base64');
  sealed.write('two', sealed.indexOf('one'));
  return sealed.toString('base64');
}

/** A context with any content, sealed by the test. */
function sealText(plain: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', createHash('sha256').update('secret').digest(), iv);
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  const lengths = Buffer.alloc(6);
  lengths.writeInt32LE(sealed.length, 2);
  return Buffer.concat([Buffer.of(12), iv, lengths, sealed, cipher.getAuthTag()]).toString('base64');
}
