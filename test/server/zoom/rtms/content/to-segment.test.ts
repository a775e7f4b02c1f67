import { describe, expect, it } from 'vitest';
import { MAX_TEXT_CHARACTERS, toSegment } from '../../../../../server/zoom/rtms/content/to-segment.ts';
import { parseFrame } from '../../../../../server/zoom/rtms/wire/protocol.ts';

const names = new Map([['16778240', 'John Smith']]);

/** The segment of a transcript message as it comes over the wire. */
function segmentOf(content: object) {
  const frame = parseFrame(JSON.stringify({ msg_type: 17, content: { data: 'Hello.', ...content } }));
  if (frame.type !== 'transcript') throw new Error(`a transcript was taken for ${frame.type}`);
  const nameOf = (id: string) => names.get(id);
  return toSegment(frame.content, { meetingId: 'm', streamId: 's', nameOf, receivedAt: 42 });
}

describe('times', () => {
  it.each([
    ['seconds', 1_694_204_592, 1_694_204_592_000],
    ['seconds with a fraction', 1_694_204_592.5, 1_694_204_592_500],
    ['milliseconds', 1_727_384_100_000, 1_727_384_100_000],
    ['microseconds', 1_750_791_055_005_605, 1_750_791_055_005],
    ['digits in a string', '1727384100000', 1_727_384_100_000],
  ])('reads %s', (_, time, expected) => {
    expect(segmentOf({ start_time: time, end_time: time, timestamp: time })).toMatchObject({
      startedAt: expected,
      endedAt: expected,
      timestamp: expected,
    });
  });

  it.each([0, -1, 12_345, null, 'soon', {}])('reads %s as no time', (time) => {
    const segment = segmentOf({ start_time: time, timestamp: time });
    expect(segment).not.toHaveProperty('startedAt');
    expect(segment).not.toHaveProperty('timestamp');
    expect(segment?.receivedAt).toBe(42);
  });
});

describe('languages', () => {
  it.each([
    [0, 'ar'],
    [-1, 'und'],
    [28, 'es'],
    [99, 'und'],
    [undefined, 'und'],
    ['9', 'en'],
    ['en', 'und'],
    [null, 'und'],
  ])('reads %s as %s', (language, tag) => {
    expect(segmentOf({ language })?.sourceLanguage).toBe(tag);
  });
});

describe('speakers', () => {
  it('are known by user id, a number or a string', () => {
    expect(segmentOf({ user_id: 7, user_name: 'Ana' })?.speaker).toEqual({ id: '7', name: 'Ana' });
    expect(segmentOf({ user_id: '7', user_name: 'Ana' })?.speaker).toEqual({ id: '7', name: 'Ana' });
  });

  it('have the roster’s name when the message has none', () => {
    expect(segmentOf({ user_id: 16778240 })?.speaker.name).toBe('John Smith');
    expect(segmentOf({ user_id: 16778240, user_name: ' ' })?.speaker.name).toBe('John Smith');
    expect(segmentOf({ user_id: 5 })?.speaker.name).toBe('');
  });

  it('have the channel’s id without a user, and the unknown id without a channel', () => {
    expect(segmentOf({ channel_id: 'channel-9f4b' })?.speaker.id).toBe('channel:channel-9f4b');
    expect(segmentOf({})?.speaker).toEqual({ id: 'unknown', name: '' });
  });
});

describe('revisions', () => {
  it('replace and delete by sentence id', () => {
    expect(segmentOf({ attribute: 1, sentence_id: 18 })).toMatchObject({
      attribute: 'new',
      sentenceId: '18',
    });
    expect(segmentOf({ attribute: 2, sentence_id: 18 })).toMatchObject({
      attribute: 'update',
      sentenceId: '18',
    });
    expect(segmentOf({ attribute: 3, sentence_id: 18, data: '' })).toMatchObject({ attribute: 'delete' });
  });

  it('without a sentence id are new speech, or no segment', () => {
    expect(segmentOf({ attribute: 2 })?.attribute).toBe('new');
    expect(segmentOf({ attribute: 3 })).toBeUndefined();
    expect(segmentOf({ attribute: 0 })?.attribute).toBe('new');
    expect(segmentOf({ attribute: 9 })?.attribute).toBe('new');
  });
});

describe('text', () => {
  it.each(['', '   ', '\n\t', '\u0000'])('of %j is no segment', (data) => {
    expect(segmentOf({ data })).toBeUndefined();
  });

  it('is one line', () => {
    expect(segmentOf({ data: ' one\r\ntwo\tthree\u0000 \u2028four\u0085' })?.text).toBe('one two three four');
  });

  it('keeps emoji, right-to-left text and markup characters', () => {
    expect(segmentOf({ data: '👩‍👩‍👧 مرحبا <b>&' })?.text).toBe('👩‍👩‍👧 مرحبا <b>&');
  });

  it('is well formed', () => {
    expect(segmentOf({ data: 'a\ud800b' })?.text).toBe('a\ufffdb');
  });

  it('is cut at the limit, between characters', () => {
    expect(segmentOf({ data: 'x'.repeat(20_000) })?.text).toHaveLength(MAX_TEXT_CHARACTERS);
    const emoji = segmentOf({ data: `x${'😀'.repeat(10_000)}` })?.text ?? '';
    expect(emoji).toHaveLength(MAX_TEXT_CHARACTERS - 1);
    expect(emoji).toMatch(/^x😀+$/u);
  });

  it.each([' ', '\u2067', '\u2069'])('of a million of %j takes no longer than a short one', (sign) => {
    const before = performance.now();
    expect(segmentOf({ data: sign.repeat(1_300_000) })).toBeUndefined();
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});

describe('controls of writing direction', () => {
  it('turn nothing round, in what is said and in names', () => {
    const segment = segmentOf({
      data: 'Text with \u202Ereversed words.',
      user_id: '7',
      user_name: 'Al\u202Eice\u2067',
    });
    expect(segment).toMatchObject({ text: 'Text with reversed words.', speaker: { name: 'Alice' } });
  });

  it('say nothing by themselves', () => {
    expect(segmentOf({ data: '\u202E \u2067' })).toBeUndefined();
  });

  it('stay whole where a long text is cut', () => {
    const segment = segmentOf({ data: `${'a'.repeat(MAX_TEXT_CHARACTERS - 2)}\u2067bc\u2069` });
    expect(segment?.text).toBe(`${'a'.repeat(MAX_TEXT_CHARACTERS - 2)}b`);
  });
});
