import { createDecipheriv, createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { meetingContext, sealContext } from './sealed-context.ts';

const secret = 'a-client-secret';

/** A reading of the layout of its own, field by field. */
function open(sealed: string, clientSecret: string): { claims: unknown; aad: Buffer; rest: number } {
  const bytes = Buffer.from(sealed, 'base64');
  let at = 0;
  const take = (length: number) => {
    at += length;
    return bytes.subarray(at - length, at);
  };
  const iv = take(take(1).readUInt8());
  const aad = take(take(2).readUInt16LE());
  const ciphertext = take(take(4).readInt32LE());
  const tag = take(16);
  const decipher = createDecipheriv('aes-256-gcm', createHash('sha256').update(clientSecret).digest(), iv);
  decipher.setAAD(aad).setAuthTag(tag);
  const text = Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8');
  return { claims: JSON.parse(text), aad, rest: bytes.length - at };
}

describe('a sealed app context', () => {
  it('opens with the client secret and holds nothing after the tag', () => {
    const claims = meetingContext({
      clientId: 'app',
      meetingUuid: 'u7+/ZZk==',
      uid: 'maria',
      role: 'host',
      now: 1000,
    });
    const opened = open(sealContext(claims, secret), secret);
    expect(opened.claims).toEqual({
      typ: 'meeting',
      uid: 'maria',
      mid: 'u7+/ZZk==',
      attendrole: 'host',
      iss: 'marketplace.zoom.us',
      aud: 'app',
      ts: 1000,
      exp: 117_000,
    });
    expect(opened.rest).toBe(0);
  });

  it('carries additional data, long ivs and the URL-safe alphabet', () => {
    const claims = meetingContext({ clientId: 'app', meetingUuid: 'm' });
    const sealed = sealContext(claims, secret, {
      aad: Buffer.from('additional'),
      iv: Buffer.alloc(16, 0xfb),
      urlSafe: true,
    });
    expect(sealed).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(open(sealed, secret)).toMatchObject({ claims, aad: Buffer.from('additional') });
  });

  it('does not open with another secret', () => {
    const sealed = sealContext(meetingContext({ clientId: 'app', meetingUuid: 'm' }), secret);
    expect(() => open(sealed, 'another')).toThrow();
  });

  it('names no user for a guest and no meeting outside one', () => {
    expect(meetingContext({ clientId: 'app', meetingUuid: 'm', role: 'attendee' })).not.toHaveProperty('uid');
    expect(meetingContext({ clientId: 'app', meetingUuid: 'm', typ: 'panel' })).not.toHaveProperty('mid');
  });
});
