/** After a meeting: its stored record has every sentence once and in order, and its readers show the same. */
import { delay } from '../../../../server/lib/delay.ts';
import type { Line } from '../../../../shared/caption.ts';
import type { Counts } from '../counts.ts';
import { contentOf, wordsOf } from '../readers/line-rules.ts';
import { NotReadable } from '../readers/panel-link.ts';
import type { PanelState } from '../readers/panel-state.ts';
import { numberOf, type SpokenRecord, type Statement } from './spoken-record.ts';

const ASK_AGAIN_MS = 1_000;

export interface VerificationOptions {
  readonly record: SpokenRecord;
  readonly panels: () => readonly PanelState[];
  readonly languages: readonly string[];
  /** The whole stored record in one language. @throws {NotReadable} */
  readonly read: (language: string) => Promise<readonly Line[]>;
  readonly violated: (what: string, events?: readonly string[]) => void;
  readonly counts: Counts;
  /** Nodes and services are well, so that a record that stays wrong is wrong. */
  readonly isCalm: () => boolean;
  /** How long everything may take to be stored, translated and shown while nothing breaks, milliseconds. */
  readonly patienceMs: number;
}

/** Asks until everything is as it must be; after the patience, says what is not. */
export async function verifyRecord(options: VerificationOptions): Promise<void> {
  const { languages, isCalm, patienceMs, violated } = options;
  for (const language of languages) {
    let calmMs = 0;
    for (;;) {
      const faults = await faultsOf(options, language);
      if (faults.length === 0) break;
      if (calmMs > patienceMs) {
        for (const { what, events } of faults.slice(0, 3)) violated(what, events);
        return;
      }
      await delay(ASK_AGAIN_MS);
      if (isCalm()) calmMs += ASK_AGAIN_MS;
    }
  }
  countLosses(options, await options.read('original').catch(() => []));
}

interface Fault {
  readonly what: string;
  /** What came to the reader of late. */
  readonly events?: readonly string[];
}

async function faultsOf(options: VerificationOptions, language: string): Promise<readonly Fault[]> {
  const { record, panels, read } = options;
  try {
    const lines = await read(language);
    const open = lines.filter((line) => line.kind === 'caption' && line.state !== 'settled');
    return [
      ...open.map((line) => ({ what: `a line never settled: ${contentOf(line)} (${language})` })),
      ...faultsOfWords(record, lines, language).map((what) => ({ what })),
      ...panels()
        .filter((panel) => panel.language === language)
        .flatMap((panel) => differences(panel, lines)),
    ];
  } catch (error) {
    if (error instanceof NotReadable)
      return [{ what: `the record could not be read: ${error.message} (${language})` }];
    throw error;
  }
}

/** Sentences that are missing, doubled, outdated, out of order, or that nobody said. */
function faultsOfWords(record: SpokenRecord, lines: readonly Line[], language: string): readonly string[] {
  const faults: string[] = [];
  const found = new Map<number, string>();
  const newest = new Map<number, number>();
  const byNumber = new Map(record.utterances.map((utterance) => [utterance.number, utterance]));
  for (const word of lines.flatMap(wordsOf)) {
    const number = numberOf(word);
    const utterance = byNumber.get(number);
    if (found.has(number)) faults.push(`sentence ${word} is stored twice (${language})`);
    found.set(number, word);
    if (utterance === undefined) {
      faults.push(`sentence ${word} was carried by no ready socket (${language})`);
      continue;
    }
    if (utterance.mayBeLate || utterance.statements.some(({ risk }) => risk !== undefined)) continue;
    const before = newest.get(utterance.speakerId) ?? 0;
    if (number < before)
      faults.push(`sentence ${word} stands after w${before} of the same speaker (${language})`);
    newest.set(utterance.speakerId, Math.max(before, number));
  }
  for (const utterance of record.utterances) {
    const possible = record.possibleWords(utterance);
    const word = found.get(utterance.number);
    if (possible.has(word)) continue;
    const wanted = [...possible].map((each) => each ?? 'nothing').join(' or ');
    const sent = utterance.statements.map(historyOf).join('; ');
    faults.push(`${word ?? 'nothing'} is stored instead of ${wanted} (${language}); ${sent}`);
  }
  return faults;
}

/** When Zoom sent a sentence, and how long its socket was open after that: beside the log of a node, that says who lost it. */
function historyOf({ word, sentAt, carrier: { closedAt } }: Statement): string {
  const closed = closedAt === undefined ? 'stayed open' : `closed ${closedAt - sentAt} ms later`;
  return `${word ?? 'taken back'} was sent at ${new Date(sentAt).toISOString()}, its socket ${closed}`;
}

/** Within the lines that a panel has, it shows the record and nothing else. */
function differences(panel: PanelState, lines: readonly Line[]): readonly Fault[] {
  const shown = panel.lines;
  const [first] = shown;
  const from = first === undefined ? 0 : lines.findIndex(({ id }) => id === first.id);
  const wanted = lines.slice(Math.max(0, from)).map(contentOf);
  const had = shown.map(contentOf);
  const length = Math.max(wanted.length, had.length);
  const at = Array.from({ length }).findIndex((_none, index) => wanted[index] !== had[index]);
  if (at === -1) return [];
  const what = `a reader shows ${had[at] ?? 'nothing'} instead of ${wanted[at] ?? 'nothing'}`;
  return [{ what: `${what} (${panel.language}, version ${panel.version})`, events: panel.events }];
}

/** What a killed process had received and not stored, and what was under way in a hand-over. */
function countLosses({ record, counts }: VerificationOptions, lines: readonly Line[]): void {
  const found = new Set(lines.flatMap(wordsOf).map(numberOf));
  for (const { number, statements } of record.utterances) {
    const risk = statements.find((statement) => statement.risk !== undefined)?.risk;
    if (risk === undefined) continue;
    counts.add(`at risk: ${risk}`);
    const isLost = !found.has(number) && statements.every(({ word }) => word !== undefined);
    if (isLost) counts.add(`lost: ${risk}`);
  }
}
