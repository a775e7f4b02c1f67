/** Generated from messages/en.json; `npm run messages` writes it anew. */
export interface MessageValues {
  readonly markWrong: never;
  readonly markedWrong: never;
  readonly markHint: never;
  readonly withdrawMark: never;
  readonly correctedSince: never;
  readonly notMarked: never;
  readonly tooManyMarks: never;
  readonly markedTitle: never;
  readonly markedNone: never;
  readonly markedFailed: never;
  readonly markedBy: 'count' | 'language';
  readonly asSpoken: never;
  readonly mend: never;
  readonly isRight: never;
  readonly awaiting: 'count';
}
