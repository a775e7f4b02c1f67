import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  close,
  closesAt,
  emptyJoiner,
  type JoinerState,
  push,
  revise,
} from '../../../../server/captions/sentences/joiner.ts';
import { sentenceText } from '../../../../server/captions/sentences/pieces/sentence.ts';
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

  it('closes after 4.5 s of silence while nothing is known of its speaker', () => {
    const { state } = push(emptyJoiner, { segment: 0, text: 'well then', sourceLanguage: 'en' }, 10_000);
    expect(closesAt(state)).toBe(14_500);
  });

  it('waits longer where it cannot end, and shorter where a mark may have ended it', () => {
    const closing = (text: string) =>
      closesAt(push(emptyJoiner, { segment: 0, text, sourceLanguage: 'en' }, 10_000).state);
    expect(closing('I put it on the')).toBe(16_500);
    expect(closing('It rose by 3.')).toBe(12_000);
    expect(closing('We can start.')).toBeUndefined();
  });

  it('waits three times the mean gap of its speaker, between 3.5 and 5 s', () => {
    let { state } = push(emptyJoiner, { segment: 0, text: 'well then', sourceLanguage: 'en' }, 0);
    state = push(state, { segment: 1, text: 'you see', sourceLanguage: 'en' }, 1_200).state;
    expect(closesAt(state)).toBe(1_200 + 3_600);
    state = push(state, { segment: 2, text: 'he left', sourceLanguage: 'en' }, 4_200).state;
    expect(closesAt(state)).toBe(4_200 + 5_000);
  });

  it('waits longer for a speaker whose sentence was closed too early', () => {
    let { state } = push(emptyJoiner, { segment: 0, text: 'well then', sourceLanguage: 'en' }, 0);
    state = push(state, { segment: 1, text: 'you see', sourceLanguage: 'en' }, 1_250).state;
    expect(closesAt(state)).toBe(1_250 + 3_750);
    state = close(state).state;
    state = push(state, { segment: 2, text: 'he left', sourceLanguage: 'en' }, 3_250).state;
    expect(closesAt(state)).toBe(3_250 + 3 * (1_250 + 0.3 * 750));
    state = close(state).state;
    const learnt = state.meanGapMs;
    state = push(state, { segment: 3, text: 'later on', sourceLanguage: 'en' }, 60_000).state;
    expect(state.meanGapMs).toBe(learnt); // a long pause teaches nothing
  });

  it('closes after 2 s once its transcriber has written no end mark for three lines', () => {
    let state: JoinerState = emptyJoiner;
    for (const [segment, text] of ['we went home', 'we had dinner', 'we saw Ana', 'we went out'].entries()) {
      state = push(close(state).state, { segment, text, sourceLanguage: 'en' }, 20_000 * segment).state;
    }
    expect(closesAt(state)).toBe(60_000 + 2_000);
    state = push(state, { segment: 4, text: 'at last.', sourceLanguage: 'en' }, 61_000).state;
    state = push(state, { segment: 5, text: 'we came back', sourceLanguage: 'en' }, 80_000).state;
    expect(closesAt(state)).toBeGreaterThan(80_000 + 2_000);
  });

  it('stays open for 14 s, and for 20 s where it cannot end', () => {
    let { state } = push(emptyJoiner, { segment: 0, text: 'well', sourceLanguage: 'en' }, 0);
    for (let at = 1_000; at < 14_000; at += 1_000) {
      state = push(state, { segment: at, text: 'yes', sourceLanguage: 'en' }, at).state;
    }
    expect(closesAt(state)).toBe(14_000);
    expect(closesAt(push(state, { segment: 1, text: 'of the', sourceLanguage: 'en' }, 13_900).state)).toBe(
      20_000,
    );
  });
});

describe('a sentence that a pause cut', () => {
  const say = (...pieces: readonly (readonly [at: number, text: string])[]) => {
    let state: JoinerState = emptyJoiner;
    const closed = pieces.flatMap(([at, text], segment) => {
      const due = closesAt(state);
      const silent = due !== undefined && due <= at ? close(state) : { state, closed: [] };
      const step = push(silent.state, { segment, text, sourceLanguage: 'en' }, at);
      state = step.state;
      return [...silent.closed, ...step.closed].map(sentenceText);
    });
    return [...closed, ...close(state).closed.map(sentenceText)];
  };

  it('goes on after 6 s where it could not end', () => {
    expect(say([0, "Children under five don't"], [6_000, 'pay for the bus.'])).toEqual([
      "Children under five don't pay for the bus.",
    ]);
  });

  it('is cut, not swallowed, where another sentence begins after it', () => {
    expect(say([0, 'so I think we'], [4_200, "Let's begin."])).toEqual(['so I think we', "Let's begin."]);
    expect(say([0, 'so I think we'], [2_000, 'should begin.'])).toEqual(['so I think we should begin.']);
  });

  it.each([
    [['It rose by 3.', '7 percent.'], ['It rose by 3.7 percent.']],
    [
      ['It leaves from gate 3.', 'We should go.'],
      ['It leaves from gate 3.', 'We should go.'],
    ],
    [['well…', 'maybe not.'], ['well… maybe not.']],
    [
      ['And so on…', 'We can start.'],
      ['And so on…', 'We can start.'],
    ],
    [['we need pens, paper, etc.', 'and some glue.'], ['we need pens, paper, etc. and some glue.']],
    [['Write to help@example', '.com today.'], ['Write to help@example.com today.']],
    [['Write to help@example.', 'com today.'], ['Write to help@example.com today.']],
  ])('goes on behind a mark that does not end it: %j', (pieces, sentences) => {
    expect(say(...pieces.map((text, index) => [1_200 * index, text] as const))).toEqual(sentences);
  });
});

describe('spoken time', () => {
  const noon = Date.UTC(2026, 0, 5, 12);
  const spoken = (segment: number, text: string, from: number, to: number) => ({
    segment,
    text,
    sourceLanguage: 'en',
    startedAt: noon + 1_000 * from,
    endedAt: noon + 1_000 * to,
  });

  it('parts what was spoken far apart and arrived in one burst', () => {
    const first = push(emptyJoiner, spoken(1, 'we went home', 0, 2), noon + 60_000);
    const second = push(first.state, spoken(2, 'and had dinner', 20, 22), noon + 60_100);
    expect(second.closed.map(sentenceText)).toEqual(['we went home']);
  });

  it('parts what a rewound transcript brings from what was spoken before it arrived', () => {
    const first = push(emptyJoiner, spoken(1, 'we went home', 100, 102), noon + 102_000);
    const second = push(first.state, spoken(2, 'and had dinner', 20, 22), noon + 103_000);
    expect(second.closed.map(sentenceText)).toEqual(['we went home']);
  });

  it('joins what was spoken at once and arrived late', () => {
    const first = push(emptyJoiner, spoken(1, 'we went home', 0, 2), noon + 2_000);
    const second = push(first.state, spoken(2, 'and had dinner.', 2.5, 4), noon + 6_000);
    expect(second.closed.map(sentenceText)).toEqual(['we went home and had dinner.']);
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
    expect(closesAt(state)).toBe(1_900 + 3_500);
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
