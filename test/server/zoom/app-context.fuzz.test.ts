import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { AppContextError, openAppContext } from '../../../server/zoom/app-context.ts';
import { meetingContext, sealContext } from '../../zoom-simulator/client/sealed-context.ts';

const keys = { clientId: 'client', clientSecret: 'k3-9vX-client' };
const genuine = sealContext(
  meetingContext({ clientId: keys.clientId, meetingUuid: 'uuid', uid: 'ana', role: 'host' }),
  keys.clientSecret,
);

/** What came of it: a context, or the one refusal there is. Anything else fails the test. */
function open(sealed: string) {
  try {
    return openAppContext(sealed, keys);
  } catch (error) {
    if (!(error instanceof AppContextError)) throw error;
    expect(error.message).not.toContain(keys.clientSecret);
    return undefined;
  }
}

it('opens what Zoom sealed', () => {
  expect(open(genuine)).toMatchObject({ uid: 'ana', meetingUuid: 'uuid' });
});

it('refuses any other bytes as a broken context', () => {
  const bytes = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.base64String(),
    fc.uint8Array({ maxLength: 400 }).map((array) => Buffer.from(array).toString('base64')),
  );
  fc.assert(
    fc.property(bytes, (sealed) => {
      expect(open(sealed)).toBeUndefined();
    }),
    { numRuns: 2_000 },
  );
});

it('refuses a genuine one in which any byte was changed, added or cut away', () => {
  const blob = Buffer.from(genuine, 'base64');
  fc.assert(
    fc.property(fc.nat({ max: blob.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const changed = Buffer.from(blob);
      changed.writeUInt8((changed[at] ?? 0) ^ flip, at);
      expect(open(changed.toString('base64'))).toBeUndefined();
      expect(open(blob.subarray(0, at).toString('base64'))).toBeUndefined();
      expect(open(Buffer.concat([blob, randomBytes(flip)]).toString('base64'))).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});

it('takes from well-sealed claims of any shape only what it knows', () => {
  const value = fc.oneof(fc.jsonValue(), fc.constantFrom(keys.clientId, 'marketplace.zoom.us', 1e300, null));
  const claims = fc.record(
    {
      iss: value,
      aud: value,
      exp: value,
      ts: value,
      typ: value,
      uid: value,
      mid: value,
      bmid: value,
      attendrole: value,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(claims, (odd) => {
      const base = meetingContext({ clientId: keys.clientId, meetingUuid: 'uuid' });
      const context = open(sealContext(Object.assign({ ...base }, odd), keys.clientSecret));
      if (context === undefined) return;
      for (const text of [
        context.type,
        context.uid,
        context.meetingUuid,
        context.breakoutUuid,
        context.attendeeRole,
      ])
        expect(['string', 'undefined']).toContain(typeof text);
      expect(context.expiresAt).toBeGreaterThan(Date.now() - 60_000);
    }),
    { numRuns: 1_000 },
  );
});
