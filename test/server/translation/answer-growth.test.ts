import { describe, expect, it } from 'vitest';
import { termFinder } from '../../../server/captions/terms/glossary-terms.ts';
import { isEcho } from '../../../server/translation/answers/echo.ts';
import { isOfForeignScript } from '../../../server/translation/answers/foreign-script.ts';
import { isHalfTranslated } from '../../../server/translation/answers/half-translated.ts';
import { isLoop } from '../../../server/translation/answers/loop.ts';
import { isPlausible } from '../../../server/translation/answers/plausible.ts';
import { asks, isTag } from '../../../server/translation/engines/apertium/english/questions.ts';
import { editSpokenEnglish } from '../../../server/translation/engines/apertium/spoken-english-editing.ts';
import {
  splitEnd,
  tidied,
  upperFirst,
} from '../../../server/translation/engines/apertium/spoken-sentences.ts';
import { editSpokenSpanish } from '../../../server/translation/engines/apertium/spoken-spanish-editing.ts';
import { fromStreamFormat, oneLine } from '../../../server/translation/engines/apertium/stream-format.ts';
import { checkedTranslation } from '../../../server/translation/engines/openai/openai-output.ts';
import { isRefusal } from '../../../server/translation/engines/openai/openai-refusals.ts';
import { hasForeignMark, markedNumbers, marksIn } from '../../../server/translation/marks/marks.ts';
import { withBrackets, withTags } from '../../../server/translation/marks/placeholders.ts';
import { growthOfAsync } from '../../support/async-growth.ts';
import { LARGEST_GROWTH } from '../../support/growth.ts';

const row = (unit: string) => (n: number) => unit.repeat(n);
const then = (unit: string, end: string) => (n: number) => unit.repeat(n) + end;

/** What a service may send instead of a translation. */
const debris: readonly (readonly [string, (n: number) => string])[] = [
  ['opened tags', row('<x>')],
  ['closed tags', row('</x>')],
  ['tags and words', row('<x>Acme ')],
  ['angle brackets', row('<')],
  ['thinking that never ends', then('<think>', 'a')],
  ['thinking inside thinking', (n) => `<think>${'<think></think>'.repeat(n)}`],
  ['speech marks', row('<speech>')],
  ['closed speech marks', (n) => `<speech>${'</speech> '.repeat(n)}a`],
  ['own brackets', row('⟦')],
  ['own brackets and blanks', row('⟦   ')],
  ['one bracket and blanks', (n) => `⟦⟦${' '.repeat(n)}`],
  ['digits', row('7')],
  ['brackets and digits', row('[[7')],
  ['doubled marks', row('[[7]]')],
  ['Arabic digits in brackets', row('⟦٧')],
  ['references', row('&lt;x&gt;')],
  ['references to references', row('&amp;amp;lt;')],
  ['ampersands', row('&')],
  ['numeric references', row('&#10214;')],
  ['invisible signs', row('[\u200b')],
  ['code fences', row('```json\n')],
  ['JSON', row('{"translation":')],
  ['quotation marks', row('"')],
  ['blanks', then(' ', 'a')],
  ['line breaks', then('\n', 'a')],
  ['labels', row('translation in a ')],
  ['dots', then('.', 'x')],
  ['dots and quotation marks', then('.")', 'x')],
  ['commas', row(', ')],
  ['words', row('kann nicht ')],
  ['denials', row('no puedo a')],
  ['one word', row('a')],
  ['ideographs', row('翻訳')],
  ['surrogates', row('\ud800')],
  ['backslashes', row('\\')],
  ['ends of the stream', row('[]')],
];

const text = 'Acme sent a spreadsheet to Ana.';
const found = termFinder([{ term: 'Acme' }, { term: 'spreadsheet' }, { term: 'Ana' }]).find(text);

const asked = { text, sourceLanguage: 'en', targetLanguage: 'es' };

/** Every function that reads an answer. */
const readers: readonly (readonly [string, (answer: string) => unknown])[] = [
  ['marksIn', marksIn],
  ['hasForeignMark', (answer) => hasForeignMark(answer, text)],
  ['hasForeignMark, of what was said', (said) => hasForeignMark(text, said)],
  ['markedNumbers', markedNumbers],
  ['withBrackets', withBrackets(text, found).restore],
  ['withTags', withTags(text, found).restore],
  ['isPlausible', (answer) => isPlausible(answer, text)],
  ['isEcho', (answer) => isEcho(answer, asked)],
  ['isHalfTranslated', (answer) => isHalfTranslated(answer, asked)],
  ['isLoop', (answer) => isLoop(answer, text, 'es')],
  ['isLoop, without blanks', (answer) => isLoop(answer, text, 'ja')],
  ['isOfForeignScript', (answer) => isOfForeignScript(answer, asked)],
  ['isRefusal', (answer) => isRefusal(answer, text)],
  [
    'checkedTranslation',
    (answer) =>
      // A question long enough that the answer is read at all.
      checkedTranslation(answer, {
        text: 'a'.repeat(answer.length),
        sourceLanguage: 'en',
        targetLanguage: 'es',
        instructions: text,
      }),
  ],
  ['fromStreamFormat', fromStreamFormat],
  ['oneLine', oneLine],
  ['tidied', tidied],
  ['splitEnd', splitEnd],
  ['upperFirst', upperFirst],
  ['asks', (words) => asks(words, 'opening')],
  ['isTag', isTag],
];

/** What this reader takes disproportionately long for: all together first, one by one only if that is slow. */
async function slowFor(
  kinds: readonly (readonly [string, (n: number) => string])[],
  read: (answer: string) => unknown,
): Promise<readonly string[]> {
  const all = await growthOfAsync(
    (n) => kinds.map(([, answer]) => answer(n)),
    async (answers) => {
      for (const answer of answers) await read(answer);
    },
  );
  if (all.factor <= LARGEST_GROWTH) return [];
  const slow: string[] = [];
  for (const [kind, answer] of kinds) {
    const { factor } = await growthOfAsync(answer, async (one) => read(one));
    if (factor > LARGEST_GROWTH) slow.push(kind);
  }
  return slow;
}

describe('the time to read an answer', () => {
  it.each(readers)('grows with the answer alone: %s', async (_reader, read) => {
    expect(await slowFor(debris, read)).toEqual([]);
  });

  it('is told apart from that of an expression that begins anew at each sign', async () => {
    const tags = (answer: string) => [...answer.matchAll(/<x>(.*?)<\/x>/gsu)];
    expect(await slowFor(debris.slice(0, 6), tags)).toContain('opened tags');
  });
});

describe('the time of the rules for spoken language', () => {
  const same = async (words: string) => words;
  const sentences = [
    ...debris,
    ['verbs with a subject', row('yo tengo ')],
    ['subjects', then('yo ', 'tengo')],
    ['pronouns', then('me ', 'x')],
    ['verbs', row('vamos ')],
    ['please', row('please ')],
    ['blanks before please', row('  please')],
    ['questions', row('is it, ')],
    ['long words that nearly end like a verb', then('a', 'mosx')],
  ] as const;

  it('grows with the sentence alone: English', async () => {
    expect(await slowFor(sentences, (said) => editSpokenEnglish(said, same))).toEqual([]);
  });

  it('grows with the sentence alone: Spanish', async () => {
    expect(await slowFor(sentences, (said) => editSpokenSpanish(said, same))).toEqual([]);
  });
});
