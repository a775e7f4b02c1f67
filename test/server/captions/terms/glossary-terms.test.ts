/** Covers server/captions/terms/meeting-terms.ts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProtectedTerm, TermFinder } from '../../../../server/captions/ports/translator.ts';
import { glossaryTerms, termFinder } from '../../../../server/captions/terms/glossary-terms.ts';
import { MeetingTerms } from '../../../../server/captions/terms/meeting-terms.ts';
import { nameTerms } from '../../../../server/captions/terms/names/name-terms.ts';

function words(text: string, terms: readonly ProtectedTerm[], source = 'en'): string[] {
  return wordsFound(text, termFinder(terms), source);
}

function wordsFound(text: string, finder: TermFinder, source = 'en'): string[] {
  return finder.find(text, source).map(({ start, end }) => text.slice(start, end));
}

describe('the terms that hold for a language', () => {
  const glossary = [
    { term: 'Falcon', translations: {} },
    { term: 'sprint', translations: { es: 'esprint', fr: 'sprint' } },
    { term: 'backlog', translations: { 'pt-BR': 'lista de pendências' } },
  ];

  it.each([
    ['es', [{ term: 'Falcon' }, { term: 'sprint', replacement: 'esprint' }]],
    ['pt-BR', [{ term: 'Falcon' }, { term: 'backlog', replacement: 'lista de pendências' }]],
    ['pt-PT', [{ term: 'Falcon' }, { term: 'backlog', replacement: 'lista de pendências' }]],
    ['de', [{ term: 'Falcon' }]],
  ])('%s', (target, expected) => {
    expect(glossaryTerms(target, { ofHost: [], ofMeeting: glossary })).toEqual(expected);
  });

  it("the meeting's own wins over its host's, whatever the case, and both win over a name", async () => {
    const ofHost = [{ term: 'sprint', translations: { es: 'carrera' } }];
    const ofMeeting = [{ term: 'Sprint', translations: { es: 'iteración' } }];
    const terms = new MeetingTerms({ glossariesOf: async () => ({ ofHost, ofMeeting }) }, 'meeting');
    await terms.reload();
    terms.addName('Sprint');
    const text = 'I asked Sprint.';
    expect(terms.of('es').find(text)).toEqual([{ start: 8, end: 14, replacement: 'iteración' }]);
    expect(terms.of('de').find(text)).toEqual([]);
  });
});

describe('the search for terms', () => {
  it.each([
    ['whole words only', 'The falconer saw Falcon and the FALCON.', ['falcon'], ['Falcon', 'FALCON']],
    [
      'the longer one',
      'Project Falcon is not Falcon.',
      ['Falcon', 'Project Falcon'],
      ['Project Falcon', 'Falcon'],
    ],
    ['signs inside', 'We use C++ and Node.js, not C.', ['C++', 'Node.js'], ['C++', 'Node.js']],
    ['any blanks', 'Project\n Falcon', ['Project Falcon'], ['Project\n Falcon']],
    ['accents and digits are letters of a word', 'Él no es élite. Q3x Q3', ['él', 'Q3'], ['Él', 'Q3']],
    [
      'the first of two that overlap',
      'New York City Council',
      ['York City Council', 'New York'],
      ['New York'],
    ],
    ['another after one that only began', 'Project Fal Falcon', ['Project Falcon', 'Falcon'], ['Falcon']],
    ['scripts without blanks', '私は東京都に住んでいます', ['東京'], ['東京']],
    ['Latin inside Japanese', 'Acmeのスプレッドシートを開く', ['acme'], ['Acme']],
    ['Latin inside Chinese', '我们用Acme开会，用Acmes不行', ['Acme'], ['Acme']],
    ['Latin before a Korean particle', 'Acme는 서울에서 왔다', ['Acme', '서울'], ['Acme', '서울']],
    ['no syllable inside a Korean word', '부서울 나무', ['서울', '나'], []],
    ['one Korean syllable alone', '나 그리고 나무', ['나'], ['나']],
    ['signs at the edges', 'ASP.NET is .NET, and C++x is not C++.', ['.NET', 'C++'], ['.NET', 'C++']],
    ['decomposed letters', 'The e\u0301lite met.', ['élite'], ['e\u0301lite']],
    ['either apostrophe', "We don’t repeat it, we don't.", ["don't"], ['don’t', "don't"]],
    ['no accents that the term does not have', 'Él is not el.', ['el'], ['el']],
    ['nothing', 'Nothing here.', ['Falcon'], []],
  ])('%s', (_why, text, terms, found) => {
    expect(
      words(
        text,
        terms.map((term) => ({ term })),
      ),
    ).toEqual(found);
  });

  it('finds any term in a text that is the term', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), (raw) => {
        const term = raw.replace(/\s+/gu, ' ').trim();
        fc.pre(term !== '');
        const [match] = termFinder([{ term }, { term: `${term}-1` }, { term, matchCase: true }]).find(term);
        expect(match).toMatchObject({ start: 0, end: term.length });
      }),
    );
  });

  it('compares only terms that begin with a word of the sentence', () => {
    const terms = Array.from({ length: 1_400 }, (_, index) => ({ term: `word${index} and its friends` }));
    const text = `${'some words that are no term, '.repeat(140)} Word1399  and its friends`;
    expect(words(text, terms)).toEqual(['Word1399  and its friends']);
  });
});

describe('names', () => {
  it.each([
    ['Ana Ruiz', 'Ana Ruiz said it, and Ana repeated it.', ['Ana Ruiz', 'Ana']],
    ['Will Smith', 'Will you come? I asked Will, and he will.', ['Will']],
    ['Will', 'Will you come? I asked Will.', ['Will']],
    ['Ana (she/her)', 'We thank Ana (she is here).', ['Ana']],
    ['Dr. Ben Smith', 'I saw the Dr. with Ben and Dr. Ben Smith.', ['Ben', 'Dr. Ben Smith']],
    ['Hope Bell', 'I talked to Dr. Bell about it.', ['Bell']],
    ['Hope Bell', 'I hope. Bell rings.', []],
    ['Hope Bell', 'Ms. Bell said it.', ['Bell']],
    ['Mark Rivers', 'Mark, can you share? “Mark, please.” Mark the date.', ['Mark', 'Mark']],
    ['Mark Rivers', 'Rivers, lakes and seas.', []],
    ['Mark Rivers', 'Mark my words, please.', []],
    ['Bo Li', 'Ask Bo about Li.', ['Bo']],
    ['Al Stone', 'I met Al.', ['Al']],
    ['Al Stone', 'Al dente.', []],
    ['My Nguyen', 'It is My turn.', []],
    ["Sean O'Brien", 'I asked O’Brien and Sean O’Brien.', ['O’Brien', 'Sean O’Brien']],
    ['Sean O’Brien', "That is O'Brien's.", ["O'Brien"]],
    ['José Núñez', 'I asked Jose Nunez, and José.', ['Jose Nunez', 'José']],
    ['Jose Nunez', 'I asked José Núñez.', ['José Núñez']],
    ['José Núñez', 'I asked jose nunez.', []],
    ['Βασίλης Παππάς', 'Ρώτησα τον Βασίλης Παππάς.', ['Βασίλης Παππάς']],
    ['Cy Park | Sales', 'Our Sales went to Cy Park.', ['Cy Park']],
    ['Zoom User 123', 'The Zoom User left.', []],
    ['iPhone von Tom', 'My iPhone is with Tom.', ['Tom']],
    ['dee@example.org', 'Write to dee@example.org', []],
    ['X', 'X marks it.', []],
    ['will', 'Will you come? I think he will, said Will.', ['Will']],
    ['ana ruiz', 'Ana Ruiz said it, and then Ana again.', ['Ana Ruiz', 'Ana']],
    ['ANA RUIZ', 'Ana Ruiz said it, and then Ana again.', ['Ana Ruiz', 'Ana']],
    ['김민준', '김민준이 말했다', ['김민준']],
    ['田中 太郎', '田中太郎さんと田中さん', ['田中太郎']],
    ['May', 'In the talk May said that it may rain.', ['May']],
  ])('%s', (name, text, found) => {
    expect(words(text, nameTerms(name))).toEqual(found);
  });

  it('are not found by capitals in German, where every noun has one', () => {
    const terms = nameTerms('Eva Stein');
    expect(words('Dort lag ein Stein, sagte Eva Stein.', terms, 'de')).toEqual(['Eva Stein']);
    expect(words('There lay Stein, said Eva Stein.', terms, 'en')).toEqual(['Stein', 'Eva Stein']);
    expect(words('Ich fragte Dr. Stein nach einem Stein.', terms, 'de')).toEqual(['Stein']);
  });
});
