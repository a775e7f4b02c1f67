import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  close,
  closesAt,
  emptyJoiner,
  push,
  revise,
  sentenceText,
} from '../../../../server/captions/sentences/joiner.ts';
import { speak } from './speak.ts';

describe('a sentence', () => {
  it('is closed at once by a segment that ends in punctuation', () => {
    const { closed, state } = speak(['I will send you the link after the meeting.']);
    expect(closed).toEqual([['I will send you the link after the meeting.']]);
    expect(state.open).toBeUndefined();
  });

  it('stays one line when one segment holds two short sentences', () => {
    expect(speak(['Sure. Let us begin.']).closed).toEqual([['Sure. Let us begin.']]);
  });

  it('is joined from segments that were cut anywhere', () => {
    const { closed, tail } = speak([
      'I talked to Dr.',
      'Smith about the U.S.',
      'sales. It went up 3.5',
      'percent! Great.',
      'and then',
    ]);
    expect(closed).toEqual([
      [],
      [],
      ['I talked to Dr. Smith about the U.S. sales.'],
      ['It went up 3.5 percent!', 'Great.'],
      [],
    ]);
    expect(tail).toEqual(['and then']);
  });

  it('is joined without a blank in a script without blanks', () => {
    const { closed } = speak(['今日は', '会議を始めます。'], 'ja');
    expect(closed[1]).toEqual(['今日は会議を始めます。']);
  });

  it.each([
    ['ja', ['今日は Google', 'Meet を使います。'], '今日は Google Meet を使います。'],
    ['zh-Hans', ['我们用 Zoom', 'API 开会。'], '我们用 Zoom API 开会。'],
    ['zh-Hans', ['我们用', 'Zoom', '开会。'], '我们用Zoom开会。'],
    ['th', ['ใช้ Zoom', '5 ครั้ง', 'วันนี้'], 'ใช้ Zoom 5 ครั้งวันนี้'],
  ])('%s: a foreign word keeps its blank from the next one: %j', (language, segments, text) => {
    const { closed, tail } = speak(segments, language);
    expect([...closed.flat(), ...tail]).toEqual([text]);
  });

  it('is split where it was joined, with its blanks', () => {
    const { closed } = speak(['これは Google', 'Meet です。次は Zoom', 'API です。'], 'ja');
    expect(closed.flat()).toEqual(['これは Google Meet です。', '次は Zoom API です。']);
  });

  it('closes when its speaker changes the language', () => {
    const first = push(emptyJoiner, { segment: 0, text: 'and so we', sourceLanguage: 'en' }, 0);
    const second = push(first.state, { segment: 1, text: 'vamos a empezar.', sourceLanguage: 'es' }, 500);
    expect(second.closed.map((sentence) => [sentence.sourceLanguage, sentenceText(sentence)])).toEqual([
      ['en', 'and so we'],
      ['es', 'vamos a empezar.'],
    ]);
  });

  it('takes the language of the first segment that has one', () => {
    const first = push(emptyJoiner, { segment: 0, text: 'and so we', sourceLanguage: 'und' }, 0);
    const second = push(first.state, { segment: 1, text: 'begin.', sourceLanguage: 'en' }, 500);
    expect(second.closed[0]).toMatchObject({ sourceLanguage: 'en' });
  });
});

describe('a sentence that does not end', () => {
  it('is cut at a clause once it has more than 28 words', () => {
    const words =
      'we looked at the numbers from the last quarter and the one before it, and they show that people ride more in the rain than we had thought they would ever do';
    const { closed, tail } = speak([words]);
    expect(closed[0]).toEqual([
      'we looked at the numbers from the last quarter and the one before it, and they show',
    ]);
    expect(tail[0]).toMatch(/^that people ride/);
  });

  it('is cut in a script without blanks, too', () => {
    const { closed, tail } = speak(['今日は会議の資料を見ながら話しましょう'.repeat(13)], 'ja');
    expect(closed.flat().length).toBeGreaterThan(0);
    for (const text of closed.flat()) expect(text.length).toBeLessThanOrEqual(220);
    expect(closed.flat().join('') + tail.join('')).toBe('今日は会議の資料を見ながら話しましょう'.repeat(13));
  });

  it('closes after 2.5 s of silence while nothing is known of its speaker', () => {
    const { state } = push(emptyJoiner, { segment: 0, text: 'well', sourceLanguage: 'en' }, 10_000);
    expect(closesAt(state)).toBe(12_500);
  });

  it('waits 1.5 times the mean gap of a slow speaker, but no more than 4 s', () => {
    let { state } = push(emptyJoiner, { segment: 0, text: 'well', sourceLanguage: 'en' }, 0);
    state = push(state, { segment: 1, text: 'you see', sourceLanguage: 'en' }, 2_000).state;
    expect(closesAt(state)).toBe(5_000);
    state = push(state, { segment: 2, text: 'it is', sourceLanguage: 'en' }, 7_000).state;
    expect(closesAt(state)).toBe(8_000); // the hard limit of 8 s since it opened
  });

  it('waits longer for a speaker whose sentence was closed too early', () => {
    let { state } = push(emptyJoiner, { segment: 0, text: 'well', sourceLanguage: 'en' }, 0);
    state = close(state).state; // after 2.5 s of silence
    state = push(state, { segment: 1, text: 'you see', sourceLanguage: 'en' }, 2_600).state;
    expect(closesAt(state)).toBe(2_600 + 3_900);
    state = close(state).state;
    state = push(state, { segment: 2, text: 'later', sourceLanguage: 'en' }, 60_000).state;
    expect(closesAt(state)).toBe(60_000 + 3_900); // a long pause teaches nothing
  });

  it('stays open for 8 s at most', () => {
    let { state } = push(emptyJoiner, { segment: 0, text: 'well', sourceLanguage: 'en' }, 0);
    for (let at = 1_000; at < 8_000; at += 1_000) {
      state = push(state, { segment: at, text: 'and', sourceLanguage: 'en' }, at).state;
    }
    expect(closesAt(state)).toBe(8_000);
  });
});

describe('a revision of an open sentence', () => {
  const open = push(
    push(emptyJoiner, { segment: 1, text: 'we ship on', sourceLanguage: 'en' }, 0).state,
    { segment: 2, text: 'mundane', sourceLanguage: 'en' },
    500,
  ).state;

  it('replaces the words of its segment', () => {
    const { state } = revise(open, { segment: 2, text: 'Monday', sourceLanguage: 'en' }, 900);
    expect(close(state).closed.map(sentenceText)).toEqual(['we ship on Monday']);
  });

  it('may end the sentence', () => {
    expect(
      revise(open, { segment: 2, text: 'Monday.', sourceLanguage: 'en' }, 900).closed.map(sentenceText),
    ).toEqual(['we ship on Monday.']);
  });

  it('in another language is parted from the words around it', () => {
    const { state, closed } = revise(open, { segment: 1, text: 'vamos a', sourceLanguage: 'es' }, 900);
    expect(closed.map((sentence) => [sentence.sourceLanguage, sentenceText(sentence)])).toEqual([
      ['es', 'vamos a'],
    ]);
    expect(state.open).toMatchObject({ sourceLanguage: 'en', parts: [{ segment: 2, text: 'mundane' }] });
  });

  it('restarts the silence limit, and not the age limit', () => {
    const { state } = revise(open, { segment: 2, text: 'Monday', sourceLanguage: 'en' }, 1_900);
    expect(closesAt(state)).toBe(1_900 + 1_500);
    expect(state.open?.openedAt).toBe(0);
  });

  it('may remove every word', () => {
    const one = push(emptyJoiner, { segment: 1, text: 'we ship on', sourceLanguage: 'en' }, 0).state;
    expect(revise(one, { segment: 1, text: '', sourceLanguage: 'en' }, 900)).toEqual({
      state: {},
      closed: [],
    });
  });
});

describe('random segments', () => {
  const word = fc.stringMatching(/^[a-zà-ÿ日本語,;"'().!?…]{1,9}$/u);
  const segment = fc.array(word, { minLength: 1, maxLength: 60 }).map((words) => words.join(' '));

  it('lose, repeat and move no word', () => {
    fc.assert(
      fc.property(
        fc.array(segment, { maxLength: 12 }),
        fc.constantFrom('en', 'ja', 'ar', 'und'),
        (segments, language) => {
          const { closed, tail } = speak(segments, language);
          const letters = (texts: readonly string[]) => texts.join('').replaceAll(/\s/g, '');
          expect(letters([...closed.flat(), ...tail])).toBe(letters(segments));
        },
      ),
    );
  });

  it('leave no open sentence over the limits', () => {
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 12 }), (segments) => {
        for (const text of speak(segments).tail) expect(text.length).toBeLessThanOrEqual(220);
      }),
    );
  });
});
