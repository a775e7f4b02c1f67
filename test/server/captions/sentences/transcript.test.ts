/** Covers server/captions/sentences/open-speech.ts, server/captions/sentences/segment-growth.ts. */
import { describe, expect, it } from 'vitest';
import type { SpokenLine } from '../../../../server/captions/model/line.ts';
import type { Segment } from '../../../../server/captions/model/segment.ts';
import { Transcript } from '../../../../server/captions/sentences/transcript.ts';

const nothing = { lastPosition: 0, drafts: [] };

function said(name: string, text: string, more: Partial<Segment> = {}): Segment {
  return {
    meetingId: 'm',
    streamId: 's',
    speaker: { id: name, name },
    sourceLanguage: 'en',
    text,
    attribute: 'new',
    receivedAt: 1_000,
    ...more,
  };
}

const brief = (lines: readonly SpokenLine[]) =>
  lines.map(({ position, state, text }) => [position, state, text]);

describe('lines of a meeting', () => {
  it('keep the position of the first segment of each sentence', () => {
    const book = new Transcript(nothing, 0);
    expect(brief(book.add(1, said('Ana', 'I think we')))).toEqual([[1, 'draft', 'I think we']]);
    expect(brief(book.add(2, said('Ben', 'Sorry, one question.')))).toEqual([
      [2, 'settled', 'Sorry, one question.'],
    ]);
    expect(brief(book.add(3, said('Ana', 'should start.')))).toEqual([
      [1, 'settled', 'I think we should start.'],
    ]);
  });

  it('close when their speaker leaves', () => {
    const book = new Transcript(nothing, 0);
    book.add(1, said('Ana', 'I have to'));
    book.add(2, said('Ben', 'wait a'));
    expect(brief(book.close({ streamId: 's', speakerId: 'Ana' }))).toEqual([[1, 'settled', 'I have to']]);
  });

  it('close after a silence', () => {
    const book = new Transcript(nothing, 0);
    book.add(1, said('Ana', 'I have to'));
    expect(book.nextClose()).toBe(7_500);
    expect(book.closeDue(7_499)).toEqual([]);
    expect(brief(book.closeDue(7_500))).toEqual([[1, 'settled', 'I have to']]);
    expect(book.nextClose()).toBeUndefined();
  });

  it('continue an open sentence in its place after a restart', () => {
    const before = new Transcript(nothing, 0);
    const [draft] = before.add(1, said('Ana', 'I think we'));
    const after = new Transcript({ lastPosition: 1, drafts: draft === undefined ? [] : [draft] }, 5_000);
    expect(brief(after.add(2, said('Ana', 'should start.')))).toEqual([
      [1, 'settled', 'I think we should start.'],
    ]);
  });
});

describe('a revision by Zoom', () => {
  it('corrects a settled line in place', () => {
    const book = new Transcript(nothing, 0);
    const segment = said('Ana', 'We ship on mundane.', { sentenceId: '18' });
    const lines = book.add(1, segment);
    const update = said('Ana', 'We ship on Monday.', { sentenceId: '18', attribute: 'update' });
    const [line] = book.revise(1, update, lines);
    expect(line).toMatchObject({
      position: 1,
      text: 'We ship on Monday.',
      corrected: true,
      state: 'settled',
    });
  });

  it('with equal text changes nothing', () => {
    const book = new Transcript(nothing, 0);
    const segment = said('Ana', 'We ship.', { sentenceId: '18' });
    const lines = book.add(1, segment);
    expect(book.revise(1, { ...segment, attribute: 'update' }, lines)).toEqual([]);
  });

  it('inside an open sentence is not a correction', () => {
    const book = new Transcript(nothing, 0);
    const segment = said('Ana', 'we ship on mundane', { sentenceId: '18' });
    const lines = book.add(1, segment);
    const update = said('Ana', 'we ship on Monday', { attribute: 'update' });
    expect(book.revise(1, update, lines)).toMatchObject([
      { text: 'we ship on Monday', corrected: false, state: 'draft' },
    ]);
  });

  it('of a segment that stands in two lines puts all of it into the first', () => {
    const book = new Transcript(nothing, 0);
    book.add(1, said('Ana', 'I talked to'));
    const segment = said('Ana', 'Ben. Then I went home.');
    const lines = book.add(2, segment);
    expect(brief(lines)).toEqual([
      [1, 'settled', 'I talked to Ben.'],
      [2, 'settled', 'Then I went home.'],
    ]);
    const update = said('Ana', 'Bea, then went home.', { attribute: 'update' });
    const revised = book.revise(2, update, lines);
    expect(revised.map(({ text, removed }) => [text, removed])).toEqual([
      ['I talked to Bea, then went home.', false],
      ['', true],
    ]);
  });

  it('finds the words of a segment that an earlier revision has moved to another line', () => {
    const book = new Transcript(nothing, 0);
    const first = book.add(1, said('Ana', 'we ship'));
    const second = book.add(2, said('Ana', 'Then rest'));
    book.revise(1, said('Ana', 'We ship.', { attribute: 'update' }), first);
    const taken = book.revise(2, said('Ana', '', { attribute: 'delete' }), second);
    expect(taken).toMatchObject([{ position: 2, removed: true, text: '' }]);
  });

  it('keeps unchanged text in its line', () => {
    const book = new Transcript(nothing, 0);
    book.add(1, said('Ana', 'I talked to'));
    const lines = book.add(2, said('Ana', 'Ben. Then I went home.'));
    const update = said('Ana', 'Ben. Then we went home.', { attribute: 'update' });
    expect(brief(book.revise(2, update, lines))).toEqual([[2, 'settled', 'Then we went home.']]);
  });

  it('that deletes removes every word', () => {
    const book = new Transcript(nothing, 0);
    const segment = said('Ana', 'Never said.');
    const lines = book.add(1, segment);
    const [line] = book.revise(1, { ...segment, attribute: 'delete', text: '' }, lines);
    expect(line).toMatchObject({ removed: true, text: '', parts: [] });
  });
});
