import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ConnectionState } from '../../../../../server/zoom/rtms/connection/connection-state.ts';
import type { ConnectionCommand } from '../../../../../server/zoom/rtms/connection/connection-steps.ts';
import { protocolTimes } from '../../../../../server/zoom/rtms/connection/protocol-times.ts';
import {
  begin,
  type ConnectionEvent,
  step,
} from '../../../../../server/zoom/rtms/connection/stream-machine.ts';

const times = protocolTimes(10_000, 1);

/** Any link ever opened, the newest most often. */
const link = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat({ max: 6 }));

/** `link` counts back from the newest number; the run turns it into one. */
const event: fc.Arbitrary<ConnectionEvent> = fc.oneof(
  fc.record({
    type: fc.constant('moved' as const),
    signalingAt: fc.constantFrom(
      { url: 'wss://one', others: ['wss://two'] },
      { url: 'wss://two', others: [] },
    ),
  }),
  fc.record({
    type: fc.constant('interrupted' as const),
    at: fc.nat({ max: 100_000 }),
    heardAt: fc.option(fc.nat({ max: 100_000 }), { nil: undefined }),
  }),
  fc.record({
    type: fc.constant('signaling-accepted' as const),
    link,
    mediaAt: fc.constant({ url: 'wss://media', others: ['wss://all'] }),
  }),
  fc.record({ type: fc.constant('media-accepted' as const), link }),
  fc.record({
    type: fc.constant('refused' as const),
    link,
    status: fc.constantFrom(8, 16, 45, 99, 3),
    reason: fc.constant(''),
  }),
  fc.record({ type: fc.constant('link-lost' as const), link, goodUntil: fc.constant(0) }),
  fc.record({
    type: fc.constant('media-interrupted' as const),
    sign: fc.constantFrom('event' as const, 'state' as const),
    at: fc.option(fc.nat({ max: 100_000 }), { nil: undefined }),
  }),
  fc.record({
    type: fc.constantFrom('pause-announced' as const, 'resume-announced' as const, 'end-announced' as const),
  }),
  fc.record({ type: fc.constant('speech' as const), link }),
  fc.record({ type: fc.constant('retry-due' as const), retry: link }),
  fc.constant({ type: 'finished' as const, end: { type: 'stopped' as const, stopReason: 6 } }),
);

const run = fc.array(
  fc.record({
    event,
    waitMs: fc.constantFrom(0, 40, 900, 12_000),
    random: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  {
    maxLength: 60,
  },
);

/** The sockets that the commands leave open. */
class World {
  readonly open = new Map<number, 'signaling' | 'media'>();

  perform(commands: readonly ConnectionCommand[]): void {
    for (const command of commands) {
      if (command.type === 'open') this.open.set(command.link, command.kind);
      if (command.type === 'drop') this.open.delete(command.link);
      if (command.type === 'send-ready' || command.type === 'subscribe')
        expect(this.open.get(command.link)).toBe('signaling');
    }
  }

  count(kind: 'signaling' | 'media'): number {
    return [...this.open.values()].filter((open) => open === kind).length;
  }
}

it('never has two sockets of one kind, media without signaling, or a command after the end', () => {
  fc.assert(
    fc.property(run, (moments) => {
      const world = new World();
      let now = 0;
      let state: ConnectionState;
      ({ state } = openFirst(world));
      for (const moment of moments) {
        now += moment.waitMs;
        const happened = renumbered(moment.event, state.memory.serial);
        if (happened.type === 'link-lost') world.open.delete(happened.link);
        const before = state.phase;
        const next = step(state, happened, { now, random: moment.random, times });
        if (before === 'ended') {
          expect(next.commands).toEqual([]);
          expect(next.state.phase).toBe('ended');
        }
        world.perform(next.commands);
        state = next.state;
        expect(world.count('signaling')).toBeLessThanOrEqual(1);
        expect(world.count('media')).toBeLessThanOrEqual(world.count('signaling'));
        if (state.phase === 'ended') expect(world.open.size).toBe(0);
        else expect(world.open.size > 0 || next.commands.some(isWait) || before === 'backing-off').toBe(true);
      }
    }),
    { numRuns: 2_000 },
  );
});

function openFirst(world: World): { state: ConnectionState } {
  const first = begin({ url: 'wss://one', others: [] }, false, { now: 0, random: 0.5, times });
  world.perform(first.commands);
  return first;
}

function isWait(command: ConnectionCommand): boolean {
  return command.type === 'retry-later';
}

function renumbered(happened: ConnectionEvent, newest: number): ConnectionEvent {
  if ('link' in happened) return { ...happened, link: newest - happened.link };
  return happened.type === 'retry-due' ? { ...happened, retry: newest - happened.retry } : happened;
}
