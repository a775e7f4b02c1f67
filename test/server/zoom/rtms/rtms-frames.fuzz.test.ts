import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { StreamUpdate } from '../../../../server/captions/model/stream-update.ts';
import { announcedState } from '../../../../server/zoom/rtms/connection/announced-state.ts';
import { createStreamContent } from '../../../../server/zoom/rtms/content/stream-content.ts';
import {
  MAX_NAME_CHARACTERS,
  MAX_TEXT_CHARACTERS,
  toSegment,
} from '../../../../server/zoom/rtms/content/to-segment.ts';
import { newStreamCounters } from '../../../../server/zoom/rtms/stream-counters.ts';
import type { TranscriptContent } from '../../../../server/zoom/rtms/wire/frames.ts';
import { parseFrame } from '../../../../server/zoom/rtms/wire/protocol.ts';

const kinds = new Set([
  'signaling-answer',
  'media-answer',
  'people-joined',
  'people-left',
  'media-interrupted',
  'stream-state',
  'session-state',
  'keep-alive',
  'transcript',
  'ignored',
  'malformed',
]);

/** Numbers that are likelier than others to go wrong. */
const number = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.constantFrom(0, -0, -1, 1e9, 1e12, 1e15, 1e16, 8.64e15, 8.64e15 + 1, 2 ** 53, 2 ** 63, 1e21, 1e300),
);
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom('', ' ', '\0', '\ud800', '9', '-1', '1e9', '__proto__', '\u2028', 'a'.repeat(12_000)),
);
const value = fc.oneof({ weight: 3, arbitrary: number }, { weight: 3, arbitrary: text }, fc.jsonValue());

const content = fc.record(
  {
    user_id: value,
    user_name: value,
    channel_id: value,
    data: value,
    language: value,
    attribute: fc.oneof(fc.constantFrom(1, 2, 3), value),
    sentence_id: value,
    start_time: value,
    end_time: value,
    timestamp: value,
  },
  { requiredKeys: [] },
);

/** Frames as Zoom sends them, with anything in any field. */
const frame = fc.record(
  {
    msg_type: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 30 }) }, value),
    status_code: value,
    reason: value,
    state: fc.oneof(fc.integer({ min: 0, max: 7 }), value),
    stop_reason: value,
    timestamp: value,
    media_server: fc.oneof(
      fc.record({ server_urls: fc.oneof(value, fc.dictionary(fc.string(), value)) }),
      value,
    ),
    event: fc.oneof(
      fc.record({
        event_type: fc.oneof(fc.integer({ min: 0, max: 15 }), value),
        participants: fc.oneof(
          fc.array(fc.oneof(fc.record({ user_id: value, user_name: value }), value)),
          value,
        ),
      }),
      value,
    ),
    content: fc.oneof({ weight: 4, arbitrary: content }, value),
  },
  { requiredKeys: ['msg_type'] },
);

it('reads any bytes as a frame of a known kind, without an exception', () => {
  const bytes = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.uint8Array().map((array) => Buffer.from(array).toString('utf8')),
    frame.map((fields) => JSON.stringify(fields)),
    // Cut anywhere, as when a connection ends.
    fc.tuple(frame, fc.nat()).map(([fields, at]) => {
      const whole = JSON.stringify(fields);
      return whole.slice(0, at % whole.length);
    }),
  );
  fc.assert(
    fc.property(bytes, (raw) => {
      const parsed = parseFrame(raw);
      expect(kinds).toContain(parsed.type);
      if (parsed.type === 'stream-state' || parsed.type === 'session-state') announcedState(parsed);
    }),
    { numRuns: 2_000 },
  );
});

it('reads JSON of any depth', () => {
  const bracket = fc.constantFrom(['[', ']'], ['{"content":', '}'], ['{"event":', '}'], ['{"a":[', ']}']);
  fc.assert(
    fc.property(bracket, fc.integer({ min: 1, max: 50_000 }), ([open = '', close = ''], depth) => {
      const deep = `${open.repeat(depth)}1${close.repeat(depth)}`;
      for (const raw of [
        deep,
        `{"msg_type":17,"content":${deep}}`,
        `{"msg_type":6,"event":{"event_type":3,"participants":[${deep}]}}`,
        `{"msg_type":2,"status_code":0,"media_server":{"server_urls":${deep}}}`,
      ]) {
        expect(kinds).toContain(parseFrame(raw).type);
      }
    }),
    { numRuns: 40 },
  );
});

it('echoes a keep-alive digit for digit, whatever its size', () => {
  const digits = fc.stringMatching(/^[1-9]\d{0,24}$/);
  fc.assert(
    fc.property(digits, (timestamp) => {
      expect(parseFrame(`{"msg_type": 12, "timestamp" : ${timestamp}}`)).toEqual({
        type: 'keep-alive',
        timestamp,
      });
    }),
  );
});

it('makes of every transcript a segment that can be kept, dated and shown', () => {
  const context = { meetingId: 'm', streamId: 's', nameOf: () => undefined, receivedAt: 1_800_000_000_000 };
  fc.assert(
    fc.property(content, (fields) => {
      const segment = toSegment(contentOf(fields), context);
      if (segment === undefined) return;
      expect(segment.speaker.id).toMatch(/^\P{Cc}{1,220}$/u);
      expect(segment.speaker.name.length).toBeLessThanOrEqual(MAX_NAME_CHARACTERS);
      expect(segment.text.length).toBeLessThanOrEqual(MAX_TEXT_CHARACTERS);
      expect(segment.text).not.toMatch(/[\p{Cc}\p{Surrogate}]/u);
      expect(segment.text === '').toBe(segment.text.trim() === '');
      if (segment.text === '') expect(segment.attribute).toBe('delete');
      if (segment.sentenceId !== undefined) expect(segment.sentenceId).toMatch(/^\P{Cc}{1,200}$/u);
      expect(Intl.getCanonicalLocales(segment.sourceLanguage)).toEqual([segment.sourceLanguage]);
      for (const at of [segment.startedAt, segment.endedAt, segment.timestamp]) {
        if (at === undefined) continue;
        expect(Number.isSafeInteger(at)).toBe(true);
        expect(() => new Date(at).toISOString()).not.toThrow();
      }
    }),
    { numRuns: 3_000 },
  );
});

it('tells nothing that is not news, whoever is said to come and go', () => {
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 30 }), (frames) => {
      const updates: StreamUpdate[] = [];
      const counters = newStreamCounters();
      let now = 0;
      const stream = createStreamContent({
        meetingId: 'm',
        streamId: 's',
        rosterSettlesMs: 10,
        captions: { accept: (update) => updates.push(update) },
        counters,
        now: () => now,
      });
      stream.subscribed();
      for (const fields of frames) {
        now += 7;
        const parsed = parseFrame(JSON.stringify(fields));
        if (parsed.type === 'transcript' || parsed.type === 'people-joined' || parsed.type === 'people-left')
          stream.accept(parsed, false);
      }
      const present = new Set<string>();
      for (const update of updates) {
        if (update.type === 'segment') present.add(update.segment.speaker.id);
        if (update.type === 'speaker-joined') {
          expect(present.has(update.speaker.id)).toBe(false);
          present.add(update.speaker.id);
        }
        if (update.type === 'speaker-left') present.delete(update.speaker.id);
      }
    }),
  );
});

function contentOf(fields: object): TranscriptContent {
  const parsed = parseFrame(JSON.stringify({ msg_type: 17, content: fields }));
  if (parsed.type !== 'transcript') throw new Error('no transcript');
  return parsed.content;
}
