import { setImmediate } from 'node:timers/promises';
import * as fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { FuzzedMeeting, type Step, wordsOf } from '../../support/fuzzed-meeting.ts';
import { listenForRejections } from '../../support/unhandled-rejections.ts';
import { open } from '../storage/open.ts';

const which = fc.nat({ max: 30 });
const language = fc.constantFrom('original', 'es', 'fr');
const speaker = fc.nat({ max: 1 });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('say' as const), speaker, isWhole: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('stream' as const),
      stream: fc.nat({ max: 4 }),
      state: fc.constantFrom(
        'live' as const,
        'live' as const,
        'paused' as const,
        'reconnecting' as const,
        'ended' as const,
      ),
      broke: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('revise' as const, 'take-back' as const, 'correct' as const),
      which,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave' as const), speaker }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('watch' as const, 'unwatch' as const), language }),
  },
);

const start: Step = { kind: 'stream', stream: 0, state: 'live', broke: false };
const languages = ['original', 'es', 'fr'];
/** Of a hundred calls of the store. Each failure costs 200 ms of patience. */
const FAILS_OF_HUNDRED = 2;

it('loses and repeats no word under random streams, readers, edits and store failures', async () => {
  using rejections = listenForRejections();
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 30 }),
      fc.infiniteStream(fc.nat({ max: 99 })),
      async (steps, luck) => {
        await using storage = await open('sqlite::memory:');
        const { id } = await storage.meetings.open({ uuid: 'uuid==' });
        const fails = () => (luck.next().value ?? 0) < FAILS_OF_HUNDRED;
        await using meeting = await FuzzedMeeting.open(storage, id, fails);
        for (const each of [start, ...steps]) await meeting.take(each);
        await vi.waitFor(async () => {
          for (const lines of await meeting.finish(languages)) expect(wordsOf(lines)).toEqual(meeting.words);
        });
        await setImmediate();
        expect(rejections.names).toEqual([]);
      },
    ),
    { numRuns: 30, endOnFailure: true },
  );
}, 240_000);
