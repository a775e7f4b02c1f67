/** What Zoom delivered of one meeting: which words must be read at the end, and which may be missing, with the reason. */

/** The socket that carried a sentence; `closedAt` is undefined while it is open. */
export interface Carrier {
  closedAt: number | undefined;
}

/** `killed`: the process that received it may not have stored it · `handed-over`: it was under way as its socket closed. */
export type Risk = 'killed' | 'handed-over';

export interface Statement {
  /** The word that stands for it in the text; `undefined`: the sentence is taken back. */
  readonly word: string | undefined;
  readonly sentAt: number;
  readonly carrier: Carrier;
  risk: Risk | undefined;
}

export interface Utterance {
  readonly number: number;
  readonly speakerId: number;
  readonly isWhole: boolean;
  readonly statements: Statement[];
  /** Stored later than it was said: by another process than the one that received it. */
  mayBeLate: boolean;
}

export class SpokenRecord {
  readonly utterances: Utterance[] = [];

  /** A sentence that a ready media socket has carried. */
  said(
    utterance: Pick<Utterance, 'number' | 'speakerId' | 'isWhole'>,
    carrier: Carrier,
    sentAt: number,
  ): void {
    const word = `w${utterance.number}`;
    const statements = [{ word, sentAt, carrier, risk: undefined }];
    this.utterances.push({ ...utterance, statements, mayBeLate: false });
  }

  revised(utterance: Utterance, word: string | undefined, carrier: Carrier, sentAt: number): void {
    utterance.statements.push({ word, sentAt, carrier, risk: undefined });
  }

  /** Marks what was carried from `since` on, at most `withinMs` before its socket closed, if that was after `closedSince`. */
  atRisk(
    risk: Risk,
    { since, closedSince, withinMs }: { since: number; closedSince: number; withinMs: number },
  ): void {
    for (const { statements } of this.utterances)
      for (const statement of statements) {
        const { closedAt } = statement.carrier;
        if (closedAt === undefined || closedAt < closedSince || statement.sentAt < since) continue;
        if (closedAt - statement.sentAt <= withinMs) statement.risk ??= risk;
      }
  }

  /** Marks what was carried from `since` on by sockets that have closed. */
  late(since: number): void {
    for (const utterance of this.utterances)
      for (const { sentAt, carrier } of utterance.statements)
        if (sentAt >= since && carrier.closedAt !== undefined) utterance.mayBeLate = true;
  }

  /** What may stand for an utterance at the end; `undefined` among them: nothing. */
  possibleWords({ statements }: Utterance): ReadonlySet<string | undefined> {
    const lastCertain = statements.findLastIndex(({ risk }) => risk === undefined);
    const words = statements.slice(Math.max(0, lastCertain)).map(({ word }) => word);
    return new Set(lastCertain === -1 ? [...words, undefined] : words);
  }
}

/** The words of a text that stand for utterances. */
export function wordsIn(text: string): readonly string[] {
  return text.match(/\bw\d+(?:r\d+)?\b/g) ?? [];
}

/** The number of the utterance that a word stands for. */
export function numberOf(word: string): number {
  return Number.parseInt(word.slice(1), 10);
}
