import { describe, expect, it } from 'vitest';
import {
  openingSession,
  type SessionCommand,
  type SessionEvent,
  type SessionState,
  stepSession,
} from '../../../../client/app/session/session-machine.ts';
import { aSession } from '../../../support/caption-lines.ts';

const opened: SessionEvent = { kind: 'opened', session: aSession() };

describe('a session', () => {
  it('connects when it is open, and renews at 80 % of its life', () => {
    const { state, commands } = having(opened);
    expect(state).toMatchObject({ kind: 'open', link: 'connecting' });
    expect(commands).toEqual([
      { kind: 'connect', token: 'token-1' },
      { kind: 'refresh-in', inMs: 720_000 },
    ]);
  });

  it('has no meeting when the answer names none', () => {
    expect(having({ kind: 'opened', session: aSession({ meeting: null }) }).state).toEqual({
      kind: 'no-meeting',
    });
  });

  it('renews on the open connection', () => {
    const younger = aSession({ token: 'token-2', expiresAt: 1_800_000 });
    const { state, commands } = having(
      opened,
      { kind: 'connected' },
      { kind: 'refresh' },
      {
        kind: 'opened',
        session: younger,
      },
    );
    expect(state).toMatchObject({ kind: 'open', link: 'online', session: { token: 'token-2' } });
    expect(commands).toEqual([
      { kind: 'renew', token: 'token-2' },
      { kind: 'refresh-in', inMs: 720_000 },
    ]);
  });

  it('stays open when a renewal fails for now', () => {
    const { state, commands } = having(
      opened,
      { kind: 'connected' },
      { kind: 'refresh' },
      {
        kind: 'open-failed',
        failure: { kind: 'unreachable', silent: 'server' },
      },
    );
    expect(state).toMatchObject({ kind: 'open', link: 'online' });
    expect(commands).toEqual([{ kind: 'refresh-in', inMs: 1_000 }]);
  });

  it('clears the captions of one meeting before the next', () => {
    const other = aSession({ token: 'token-2', meeting: { ...meetingOf(opened), id: 'm2' } });
    const { commands } = having(
      opened,
      { kind: 'connected' },
      { kind: 'refresh' },
      {
        kind: 'opened',
        session: other,
      },
    );
    expect(commands.map((command) => command.kind)).toEqual([
      'disconnect',
      'clear-captions',
      'connect',
      'refresh-in',
    ]);
  });

  it('connects anew, and keeps its lines, when a guest has become a new guest', () => {
    const other = aSession({ token: 'token-2', viewer: { id: 'v2', role: 'attendee', can: ['read'] } });
    const { commands } = having(
      opened,
      { kind: 'connected' },
      { kind: 'refresh' },
      {
        kind: 'opened',
        session: other,
      },
    );
    expect(commands.map((command) => command.kind)).toEqual(['disconnect', 'connect', 'refresh-in']);
  });

  it.each([
    { kind: 'ended', code: 'token-expired' },
    { kind: 'connection-refused', code: 'token-expired' },
    { kind: 'connection-refused', code: 'token-invalid' },
  ] as const)('asks for a fresh session after $kind $code, and connects with it', (event) => {
    const { commands } = having(opened, { kind: 'connected' }, event);
    expect(commands).toEqual([{ kind: 'open-session' }]);
    const fresh = aSession({ token: 'token-2' });
    const next = having(opened, { kind: 'connected' }, event, { kind: 'opened', session: fresh });
    expect(next.commands[0]).toEqual({ kind: 'connect', token: 'token-2' });
  });

  it('backs off when the server refuses fresh tokens too', () => {
    const refused: SessionEvent = { kind: 'connection-refused', code: 'token-invalid' };
    const { commands } = having(opened, refused, opened, refused);
    expect(commands).toEqual([{ kind: 'refresh-in', inMs: 2_000 }]);
  });

  it('returns with the same token to a server that was replaced', () => {
    const draining = having(opened, { kind: 'connected' }, { kind: 'ended', code: 'server-draining' });
    expect(draining.state).toMatchObject({ link: 'offline' });
    expect(draining.commands).toEqual([{ kind: 'reconnect-in', inMs: 1_000 }]);
    expect(stepSession(draining.state, { kind: 'reconnect-due' })[1]).toEqual({
      kind: 'connect',
      token: 'token-1',
    });
  });

  it.each([
    [{ kind: 'ended', code: 'meeting-deleted' }, 'meeting-deleted'],
    [{ kind: 'ended', code: 'share-revoked' }, 'share-revoked'],
    [{ kind: 'connection-refused', code: 'share-expired' }, 'share-expired'],
    [{ kind: 'connection-refused', code: 'not-allowed' }, 'not-allowed'],
  ] as const)('shows no caption any more after %o', (event, refusal) => {
    const { state, commands } = having(opened, { kind: 'connected' }, event);
    expect(state).toEqual({ kind: 'refused', refusal });
    expect(commands).toContainEqual({ kind: 'clear-captions' });
  });

  it('waits for room in a crowded meeting', () => {
    const { state, commands } = having(opened, { kind: 'connection-refused', code: 'too-many-connections' });
    expect(state).toMatchObject({ link: 'crowded' });
    expect(commands).toEqual([{ kind: 'reconnect-in', inMs: 15_000 }]);
  });

  it('retries an unreachable server with backoff', () => {
    const failed: SessionEvent = { kind: 'open-failed', failure: { kind: 'unreachable', silent: 'server' } };
    const first = having(failed);
    expect(first.state).toEqual({ kind: 'unreachable', attempt: 1, silent: 'server' });
    expect(first.commands).toEqual([{ kind: 'refresh-in', inMs: 1_000 }]);
    const second = having(failed, { kind: 'refresh' }, failed);
    expect(second.commands).toEqual([{ kind: 'refresh-in', inMs: 2_000 }]);
  });

  it('gives up on a context that stays expired', () => {
    const failed: SessionEvent = { kind: 'open-failed', failure: { kind: 'expired' } };
    const again: SessionEvent = { kind: 'refresh' };
    expect(having(failed, again, failed, again, failed).state).toMatchObject({ kind: 'unreachable' });
    expect(having(failed, again, failed, again, failed, again, failed).state).toEqual({
      kind: 'refused',
      refusal: 'not-allowed',
    });
  });

  it('opens when its person joins a meeting', () => {
    const none: SessionEvent = { kind: 'opened', session: aSession({ meeting: null }) };
    expect(having(none, { kind: 'refresh' }).commands).toEqual([{ kind: 'open-session' }]);
    expect(having(none, { kind: 'refresh' }, opened).state).toMatchObject({ kind: 'open' });
  });
});

/** The state after these events, and the commands of the last one. */
function having(...events: readonly SessionEvent[]): {
  readonly state: SessionState;
  readonly commands: readonly SessionCommand[];
} {
  let [state, ...commands] = openingSession;
  for (const event of events) [state, ...commands] = stepSession(state, event);
  return { state, commands };
}

function meetingOf(event: SessionEvent) {
  if (event.kind !== 'opened' || event.session.meeting === null) throw new Error('no meeting');
  return event.session.meeting;
}
