import { describe, expect, it } from 'vitest';
import { isDisconnected, viewNotice } from '../../../../client/app/views/view-notice.ts';
import { aSession, liveStatus } from '../../../support/caption-lines.ts';

const answer = aSession();
const meeting = answer.meeting ?? { id: 'm1', status: liveStatus };
const open = (link: 'online' | 'offline' | 'crowded' | 'connecting') =>
  ({ kind: 'open', session: { ...answer, meeting }, link, asking: 'no', attempt: 0 }) as const;
const facts = {
  kind: 'projector',
  session: open('online'),
  status: liveStatus,
  isLost: false,
  hasShown: false,
} as const;

describe('a view', () => {
  it('says that it is ready until somebody speaks, on a projector alone', () => {
    expect(viewNotice(facts)).toEqual({ kind: 'ready' });
    expect(viewNotice({ ...facts, hasShown: true })).toEqual({ kind: 'none' });
    expect(viewNotice({ ...facts, kind: 'overlay' })).toEqual({ kind: 'none' });
    expect(viewNotice({ ...facts, status: { ...liveStatus, state: 'ended' } })).toEqual({ kind: 'none' });
  });

  it('says nothing of a short loss, and shows a mark for a long one', () => {
    const lost = { ...facts, session: open('offline'), hasShown: true };
    expect(viewNotice(lost)).toEqual({ kind: 'none' });
    expect(viewNotice({ ...lost, isLost: true })).toEqual({ kind: 'lost' });
  });

  it('tells the operator what only a person can do, and no audience of a running stream', () => {
    const refused = { ...facts, session: { kind: 'refused', refusal: 'sign-in' } as const };
    expect(viewNotice(refused)).toEqual({ kind: 'operator', fault: 'sign-in' });
    expect(viewNotice({ ...refused, kind: 'overlay' })).toEqual({ kind: 'operator', fault: 'sign-in' });
    expect(viewNotice({ ...refused, kind: 'overlay', hasShown: true })).toEqual({ kind: 'lost' });
    expect(viewNotice({ ...facts, session: { kind: 'no-meeting' } })).toEqual({
      kind: 'operator',
      fault: 'no-address',
    });
  });

  it('is without connection while nothing can come', () => {
    expect(isDisconnected(open('online'))).toBe(false);
    expect(isDisconnected(open('offline'))).toBe(true);
    expect(isDisconnected({ kind: 'unreachable', attempt: 1, silent: 'server' })).toBe(true);
    expect(isDisconnected({ kind: 'refused', refusal: 'sign-in' })).toBe(false);
  });
});
