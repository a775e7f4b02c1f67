/** Covers client/notice/notice-words.ts. */
import { describe, expect, it } from 'vitest';
import { english } from '../../../client/i18n/dictionaries.ts';
import { createMessages } from '../../../client/i18n/messages.ts';
import {
  askedSentence,
  chainEntry,
  deletedSentence,
  keptSentence,
  madeSentence,
  type NoticeWords,
} from '../../../client/notice/notice-text.ts';
import { noticeWords } from '../../../client/notice/notice-words.ts';
import type { Notice } from '../../../shared/reports/notice.ts';

const around: NoticeWords = { say: createMessages('en', english), words: await noticeWords.load('en') };
const local = { engine: 'local' };
const google = { engine: 'google', host: 'translate.googleapis.com' };
const until = Date.UTC(2026, 10, 29, 8, 27);

function notice(over: Partial<Notice> = {}): Notice {
  return { engines: [local], asked: [], kept: { hours: 24, until }, ...over };
}

const made = (over: Partial<Notice>, isOver = false) => madeSentence(notice(over), isOver, around);

describe('who makes the captions', () => {
  it('is told with where the text goes', () => {
    expect(made({})).toBe('Machine-made on this server by Firefox Translations.');
    expect(made({ engines: [google] })).toBe('Machine-made by Google: the text is sent there.');
    expect(made({ engines: [] })).toBe('Written down by machine, not translated.');
    const services = [
      { engine: 'libre', host: 'libre.example.org' },
      { engine: 'openai', host: 'models.example.org' },
      { engine: 'google', host: 'mirror.example.org' },
    ];
    expect(made({ engines: services })).toBe(
      'Machine-made by LibreTranslate at libre.example.org, a language model at models.example.org, and Google at mirror.example.org: the text is sent there.',
    );
  });

  it('may be a service only in need, until it has been asked', () => {
    const chain = { engines: [local, google] };
    expect(made(chain)).toBe(
      'Machine-made on this server by Firefox Translations; if that fails, text is sent to Google.',
    );
    const both = 'Machine-made on this server by Firefox Translations and by Google, where text is sent.';
    expect(made({ ...chain, asked: ['local', 'google'] })).toBe(both);
    expect(made({ engines: [google, local] })).toBe(both);
  });

  it('is also whom the chain does not have any more', () => {
    expect(made({ asked: ['deepl'] })).toBe(
      'Machine-made on this server by Firefox Translations and by DeepL, where text is sent.',
    );
    expect(made({ engines: [google], asked: ['apertium'] })).toBe(
      'Machine-made on this server by Apertium and by Google, where text is sent.',
    );
  });

  it('is of a meeting that is over who was asked, and not who may be asked now', () => {
    expect(made({ engines: [local, google], asked: ['local'] }, true)).toBe(
      'Machine-made on this server by Firefox Translations.',
    );
    expect(made({ engines: [local], asked: ['deepl'] }, true)).toBe(
      'Machine-made by DeepL: the text is sent there.',
    );
    expect(made({}, true)).toBe('Machine-made on this server by Firefox Translations.');
  });
});

describe('how long it stays', () => {
  const kept = (over: Partial<Notice['kept']>, isOver = false) => {
    const told = notice({ kept: { hours: 24, until, ...over } });
    return [keptSentence(told, isOver, around), deletedSentence(told, isOver, around)];
  };

  it('is told in hours or days while captions go on, and as a date afterwards', () => {
    expect(kept({})[0]).toBe('Kept for 24 hours.');
    expect(kept({ hours: 1 })[0]).toBe('Kept for 1 hour.');
    expect(kept({ hours: 720 })[0]).toBe('Kept for 30 days.');
    expect(kept({ hours: 50 })).toEqual([
      'Kept for 50 hours.',
      'What was said, its translations and the names of speakers are deleted 50 hours after the last sentence.',
    ]);
    const [short, long] = kept({}, true);
    expect(short).toMatch(/^Kept until .*29.*2026/);
    expect(long).toMatch(/deleted on .*29.*2026.*, unless more is said/);
  });

  it('says when nothing is stored, or not for long', () => {
    expect(kept({ hours: 0, inMemory: true }, true)).toEqual([
      'Not stored on disk.',
      expect.stringContaining('memory only'),
    ]);
    expect(kept({ hours: 0 })).toEqual([
      'Deleted soon after the meeting.',
      expect.stringContaining('an hour after the last sentence'),
    ]);
  });
});

it('lists the chain, and what was asked so far', () => {
  expect(chainEntry(local, around)).toBe('Firefox Translations: the text stays on this server');
  expect(chainEntry(google, around)).toBe('Google: the text is sent to translate.googleapis.com');
  expect(chainEntry({ engine: 'phrasebook' }, around)).toBe('a phrasebook: the text stays on this server');
  expect(askedSentence(notice({ asked: ['local', 'google'] }), around)).toBe(
    'Asked in this meeting so far: Firefox Translations and Google.',
  );
  expect(askedSentence(notice(), around)).toContain('Nothing of this meeting was sent');
});
