import { type ConfigurationResult, nameOf } from './evaluation.ts';
import type { Scores } from './measure.ts';

/** The results as a person reads them. */
export function reportOf(results: readonly ConfigurationResult[]): string {
  const sections = results.map((result) => {
    const rows = [
      ...result.meetings.map(({ meeting, language, scores }) => [meeting, `→ ${language}`, ...cells(scores)]),
      ...result.totals.map(({ language, scores }) => [
        'total',
        language === 'all' ? 'all' : `→ ${language}`,
        ...cells(scores),
      ]),
    ];
    return `${nameOf(result)}\n${table([['meeting', 'read', ...headings], ...rows])}`;
  });
  const compared = results.map((result) => [nameOf(result), ...cells(overall(result))]);
  return [
    ...sections,
    `all meetings, side by side\n${table([['captions', ...headings], ...compared])}`,
    ...gains(results),
    legend,
  ].join('\n\n');
}

/** Only meetings of one direction have no sum of both. */
export function overall(result: ConfigurationResult): Scores {
  const scores = result.totals.at(-1)?.scores;
  if (scores === undefined) throw new Error('Nothing was measured.');
  return scores;
}

const headings = [
  'chrF',
  'BLEU',
  'terms',
  'erasure',
  'replaced',
  'sent',
  'calls',
  'hits',
  'first',
  'readable',
  'settled',
  'cut',
  'merged',
  'ended',
  'untransl.',
  'lost',
];

const legend = `chrF, BLEU   against the references, turn by turn (chrF2; BLEU with 13a tokens)
terms        domain terms that were spoken and stand in the translation
erasure      words taken back / final words, of text in the reader's language
replaced     texts on screen that gave way to others that do not begin with them, in ten lines
sent         characters sent to engines / characters spoken in another language
hits         answers from the cache
first, readable, settled   seconds from a segment's arrival to any text of it, to text in the reader's language,
             to its settled line: median/95th percentile of segments
cut, merged  lines that end in mid-sentence / sentences; sentences in one line with the next / sentences
ended        seconds from the arrival of a sentence's last segment to its settled line: median/95th percentile
untransl.    lines that settled without a translation
lost         spoken words that stand in no settled line`;

function cells(scores: Scores): readonly string[] {
  const delay = ({ p50, p95 }: Scores['firstMs']) =>
    `${(p50 / 1_000).toFixed(2)}/${(p95 / 1_000).toFixed(2)}`;
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  return [
    scores.chrf.toFixed(1),
    scores.bleu.toFixed(1),
    `${(100 * scores.termAccuracy).toFixed(0)} %`,
    scores.erasure.toFixed(3),
    scores.replacements.toFixed(2),
    scores.charactersPerCharacter.toFixed(2),
    String(scores.calls),
    String(scores.cacheHits),
    delay(scores.firstMs),
    delay(scores.readableMs),
    delay(scores.settledMs),
    percent(scores.cut),
    percent(scores.merged),
    delay(scores.endedMs),
    String(scores.untranslatedLines),
    String(scores.lostWords),
  ];
}

/** What the joiner and the context bring, each with everything else equal. */
function gains(results: readonly ConfigurationResult[]): readonly string[] {
  const lines = results.flatMap((result) => {
    const other = (change: Partial<ConfigurationResult>) =>
      results.find((one) => nameOf(one) === nameOf({ ...result, ...change }));
    const alone = result.joiner && !result.glossary ? other({ joiner: false }) : undefined;
    const blind = result.context && !result.glossary ? other({ context: false }) : undefined;
    const waiting = result.drafts ? other({ drafts: false }) : undefined;
    const untold = result.glossary ? other({ glossary: false }) : undefined;
    return [
      ...(alone === undefined ? [] : [gain(`${nameOf(alone)} → joined`, alone, result)]),
      ...(waiting === undefined ? [] : [sooner(`${nameOf(waiting)} → with drafts`, waiting, result)]),
      ...(blind === undefined ? [] : [gain(`${nameOf(blind)} → with context`, blind, result)]),
      ...(untold === undefined ? [] : [gain(`${nameOf(untold)} → with glossary`, untold, result)]),
    ];
  });
  return lines.length === 0 ? [] : [`what it brings\n${table(lines)}`];
}

/** Drafts change when something can be read, not what it says in the end. */
function sooner(what: string, before: ConfigurationResult, after: ConfigurationResult): readonly string[] {
  const [old, fresh] = [overall(before), overall(after)];
  const seconds = (fresh.readableMs.p50 - old.readableMs.p50) / 1_000;
  return [
    what,
    `${signed(seconds)} s readable`,
    `${signed(fresh.erasure - old.erasure, 3)} erasure`,
    `${signed(fresh.replacements - old.replacements, 2)} replaced`,
    `${signed(fresh.charactersPerCharacter - old.charactersPerCharacter, 2)} sent`,
  ];
}

function gain(what: string, before: ConfigurationResult, after: ConfigurationResult): readonly string[] {
  const [old, fresh] = [overall(before), overall(after)];
  const calls = fresh.calls - old.calls;
  return [
    what,
    `${signed(fresh.chrf - old.chrf)} chrF`,
    `${signed(fresh.bleu - old.bleu)} BLEU`,
    `${signed(100 * (fresh.termAccuracy - old.termAccuracy), 0)} % terms`,
    `${calls < 0 ? '−' : '+'}${Math.abs(calls)} calls`,
  ];
}

function signed(value: number, digits = 1): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;
}

/** Names to the left, numbers to the right. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const isName = (column: number) => rows.every((row) => !/^[+−]?\d/.test(row[column] ?? ''));
  return rows
    .map((row) => {
      const padded = row.map((cell, column) => {
        const width = widths[column] ?? 0;
        return isName(column) ? cell.padEnd(width) : cell.padStart(width);
      });
      return `  ${padded.join('  ')}`.trimEnd();
    })
    .join('\n');
}
