/** Whatever is said, revised and left unsaid, by whomever and in any script: the joiner against a list of what was spoken. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MAX_SENTENCE_CHARACTERS,
  MAX_SENTENCE_WORDS,
  MAX_WHOLE_SEGMENT_CHARACTERS,
} from '../../../../server/captions/caption-limits.ts';
import type { SpokenLine } from '../../../../server/captions/model/line.ts';
import type { Segment } from '../../../../server/captions/model/segment.ts';
import { countWords } from '../../../../server/captions/sentences/boundaries.ts';
import {
  close,
  closesAt,
  emptyJoiner,
  type JoinerState,
  type JoinerStep,
  push,
  revise,
} from '../../../../server/captions/sentences/joiner.ts';
import { type Sentence, sentenceText } from '../../../../server/captions/sentences/pieces/sentence.ts';
import { Transcript } from '../../../../server/captions/sentences/transcript.ts';

const scripts: Readonly<Record<string, readonly string[]>> = {
  en: [
    'we',
    'Dr.',
    'U.S.',
    'Plan',
    'B.',
    'e.g.',
    '3.5',
    'said,',
    'and',
    '"No?"',
    'yes!',
    'end.',
    'Done…',
    '👍🏽',
    '(',
  ],
  de: ['und', 'Nr.', 'z.', 'B.', '„Ja.“', 'Haus', '5.', 'gut?'],
  fr: ['« Non. »', 'M.', 'oui !', 'alors,', 'il'],
  el: ['τι;', 'ναι.', 'και'],
  ru: ['г.', 'и', 'т.д.', 'Потом', 'да.'],
  ja: ['今日は', 'Google', 'Meet', '会議。', '」', '（終）。', '３．５', 'か？'],
  'zh-Hans': ['我们', 'Zoom', 'API', '开会！', '，'],
  th: ['ขอบคุณ', 'ครับ', 'Zoom', '5'],
  ar: ['هل', 'نعم؟', 'الآن.', '،'],
  hi: ['हम', 'हाँ।', 'नहीं'],
  bo: ['སྐད', 'ཡིག།'],
  am: ['ሰላም።', 'ነህ፧'],
  und: ['?', 'what', '…', '🇪🇸', '…?!'],
};

/** In the last word. */
const endMark = /[\p{Sentence_Terminal}…;།]\P{L}*$/u;

/** Sometimes long and without any end, so that limits are reached. */
function speechIn(tag: string) {
  return fc
    .tuple(fc.constantFrom(true, true, false), fc.constantFrom(3, 9, 60))
    .chain(([isEndless, maxLength]) => {
      const words = (scripts[tag] ?? []).filter((word) => !isEndless || !endMark.test(word));
      return fc.record({
        sourceLanguage: fc.constant(tag),
        text: fc
          .array(fc.constantFrom(...words, 'word'), { minLength: 1, maxLength, size: 'max' })
          .map((spoken) => spoken.join(' ')),
      });
    });
}

interface Speech {
  readonly sourceLanguage: string;
  readonly text: string;
}

type Step =
  | { readonly type: 'push'; readonly afterMs: number; readonly speech: Speech }
  | { readonly type: 'revise'; readonly afterMs: number; readonly which: number; readonly speech: Speech }
  | { readonly type: 'close'; readonly afterMs: number };

const takenBack = fc.constant({ sourceLanguage: 'und', text: '' });
const afterMs = fc.nat(1_500);

function stepIn(speech: fc.Arbitrary<Speech>): fc.Arbitrary<Step> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.record({ type: fc.constant('push' as const), afterMs, speech }) },
    {
      weight: 4,
      arbitrary: fc.record({
        type: fc.constant('revise' as const),
        afterMs,
        which: fc.nat(1),
        speech: fc.oneof({ weight: 4, arbitrary: speech }, { weight: 1, arbitrary: takenBack }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('close' as const), afterMs }) },
  );
}

/** A conversation is in one language or two. */
const step = (tags: readonly string[]) => stepIn(fc.oneof(...tags.map(speechIn)));
const tags = fc.array(fc.constantFrom(...Object.keys(scripts)), { minLength: 1, maxLength: 2 });

/** One speaker, and what must stand in their sentences: by segment, so that a revision replaces what is still open of it. */
class Model {
  state: JoinerState = emptyJoiner;
  now = 0;
  readonly closed: Sentence[] = [];
  readonly #words: { segment: number; letters: string }[] = [];
  #segments = 0;

  run(step: Step): void {
    this.now += step.afterMs;
    const due = closesAt(this.state);
    if (due !== undefined && due <= this.now) this.#take(close(this.state));
    switch (step.type) {
      case 'push': {
        this.#segments += 1;
        const segment = this.#segments;
        this.#words.push({ segment, letters: letters(step.speech.text) });
        this.#take(push(this.state, { segment, ...step.speech }, this.now));
        break;
      }
      case 'revise':
        this.#revise(step);
        break;
      case 'close':
        this.#take(close(this.state));
        break;
    }
  }

  /** Everything that closed, and what is still open. */
  get spoken(): string {
    const { open } = this.state;
    const sentences = open === undefined ? this.closed : [...this.closed, open];
    return letters(sentences.map(sentenceText).join(''));
  }

  get expected(): string {
    return this.#words.map((word) => word.letters).join('');
  }

  #revise({ which, speech }: Extract<Step, { type: 'revise' }>): void {
    const segments = [...new Set(this.state.open?.parts.map((piece) => piece.segment))];
    const segment = segments.at(which);
    if (segment === undefined) return;
    // What had closed of the segment stays; only its open part is said otherwise.
    const closedPart = letters(this.#partsOf(segment));
    const word = this.#words.find((one) => one.segment === segment);
    if (word !== undefined) word.letters = closedPart + letters(speech.text);
    this.#take(revise(this.state, { segment, ...speech }, this.now));
  }

  #partsOf(segment: number): string {
    return this.closed
      .flatMap(({ parts }) => parts)
      .filter((piece) => piece.segment === segment)
      .map((piece) => piece.text)
      .join('');
  }

  #take({ state, closed }: JoinerStep): void {
    this.state = state;
    this.closed.push(...closed);
  }
}

function letters(text: string): string {
  return text.replaceAll(/\s/g, '');
}

describe('random speech and revisions of one speaker', () => {
  it('keep every word once, in spoken order, within the limits', () => {
    fc.assert(
      fc.property(
        tags.chain((some) => fc.array(step(some), { maxLength: 25, size: 'max' })),
        (steps) => {
          const model = new Model();
          for (const one of steps) {
            model.run(one);
            expect(model.spoken).toBe(model.expected);
            const { open } = model.state;
            if (open === undefined) continue;
            expect(sentenceText(open).length).toBeLessThanOrEqual(MAX_SENTENCE_CHARACTERS);
            expect(countWords(sentenceText(open), open.sourceLanguage)).toBeLessThanOrEqual(
              MAX_SENTENCE_WORDS,
            );
            expect(closesAt(model.state)).toBeGreaterThan(0);
          }
          for (const sentence of model.closed) {
            const text = sentenceText(sentence);
            expect(text).not.toBe('');
            expect(text.length).toBeLessThanOrEqual(MAX_WHOLE_SEGMENT_CHARACTERS);
            // Only what ends like a sentence may be longer than what is cut for reading.
            if (endMark.test(text)) continue;
            expect(text.length).toBeLessThanOrEqual(MAX_SENTENCE_CHARACTERS);
            expect(countWords(text, sentence.sourceLanguage)).toBeLessThanOrEqual(MAX_SENTENCE_WORDS);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('random speech of several speakers', () => {
  it('gives each speaker the lines of their speech alone', () => {
    const remark = tags.chain((some) =>
      fc.record({ speaker: fc.nat(2), afterMs, speech: fc.oneof(...some.map(speechIn)) }),
    );
    fc.assert(
      fc.property(fc.array(remark, { maxLength: 30, size: 'max' }), (remarks) => {
        const together = linesOf(remarks, () => true);
        for (const speaker of [0, 1, 2]) {
          const alone = linesOf(remarks, (one) => one === speaker);
          expect(together.filter((line) => line.speaker === speaker)).toEqual(alone);
        }
      }),
      { numRuns: 100 },
    );
  });
});

/** What stands in the lines of those who speak, in the order their sentences began. */
function linesOf(
  remarks: readonly { speaker: number; afterMs: number; speech: Speech }[],
  speaks: (speaker: number) => boolean,
) {
  const book = new Transcript({ lastPosition: 0, drafts: [] }, 0);
  const lines = new Map<number, SpokenLine>();
  let now = 0;
  for (const [index, { speaker, afterMs: pause, speech }] of remarks.entries()) {
    now += pause;
    const changed = [...book.closeDue(now)];
    if (speaks(speaker)) changed.push(...book.add(index, segmentOf(speaker, speech, now)));
    for (const line of changed) lines.set(line.position, line);
  }
  return [...lines.values()]
    .toSorted((a, b) => a.position - b.position)
    .map(({ speaker, sourceLanguage, text, state }) => ({
      speaker: Number(speaker.id),
      sourceLanguage,
      text,
      state,
    }));
}

function segmentOf(speaker: number, { sourceLanguage, text }: Speech, receivedAt: number): Segment {
  return {
    meetingId: 'm',
    streamId: 's',
    speaker: { id: String(speaker), name: '' },
    sourceLanguage,
    text,
    attribute: 'new',
    receivedAt,
  };
}

describe('sentences with plain ends', () => {
  const plain = fc.constantFrom(
    {
      sourceLanguage: 'en',
      words: ['We start now.', 'They paid 3.5 million!', 'Dr. Bell will see you.', 'Is it plan B?'],
    },
    { sourceLanguage: 'es', words: ['Vamos ahora.', '¿Viene el Sr. Ruiz?', 'Cuesta mucho.'] },
    { sourceLanguage: 'ru', words: ['Мы идём.', 'Где он?', 'Хорошо!'] },
    { sourceLanguage: 'hi', words: ['हम जाते हैं।', 'क्या हुआ?'] },
  );

  it('are restored wherever they were cut', () => {
    const spoken = plain.chain(({ sourceLanguage: tag, words }) =>
      fc.record({
        sourceLanguage: fc.constant(tag),
        sentences: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 8 }),
        cuts: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 20 }),
      }),
    );
    fc.assert(
      fc.property(spoken, ({ sourceLanguage: tag, sentences, cuts }) => {
        const words = sentences.join(' ').split(' ');
        let state: JoinerState = emptyJoiner;
        const closed: string[] = [];
        for (let at = 0, segment = 0; at < words.length; segment++) {
          const count = cuts[segment % cuts.length] ?? 1;
          const text = words.slice(at, at + count).join(' ');
          at += count;
          const next = push(state, { segment, text, sourceLanguage: tag }, segment * 500);
          state = next.state;
          closed.push(...next.closed.map(sentenceText));
        }
        expect(state.open).toBeUndefined();
        // A segment with two whole sentences is one line, as Zoom cut it.
        expect(closed.join(' ')).toBe(sentences.join(' '));
        const ends = new Set(sentences.map((_, index) => sentences.slice(0, index + 1).join(' ').length));
        let length = -1;
        for (const text of closed) {
          length += text.length + 1;
          expect(ends).toContain(length);
        }
      }),
      { numRuns: 300 },
    );
  });
});
