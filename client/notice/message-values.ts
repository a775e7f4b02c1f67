/** Generated from messages/en.json; `npm run messages` writes it anew. */
export interface MessageValues {
  readonly noticeLabel: never;
  readonly untranslatedCaptions: never;
  readonly madeHere: 'engines';
  readonly madeThere: 'places';
  readonly madeHereElse: 'engines' | 'places';
  readonly madeBoth: 'engines' | 'places';
  readonly atHost: 'host' | 'service';
  readonly languageModel: never;
  readonly phrasebook: never;
  readonly keptHours: 'count';
  readonly keptDays: 'count';
  readonly keptUntil: 'date';
  readonly notStored: never;
  readonly goneSoon: never;
  readonly howMade: never;
  readonly chainTitle: never;
  readonly staysHere: 'engine';
  readonly goesTo: 'engine' | 'host';
  readonly askedSoFar: 'engines';
  readonly askedNobody: never;
  readonly deletedAfter: 'count';
  readonly deletedOn: 'date';
  readonly inMemoryOnly: never;
  readonly hourAfterLast: never;
  readonly textFile: never;
  readonly chatTitle: never;
  readonly chatHint: never;
  readonly chatOpening: never;
  readonly chatSend: never;
  readonly chatAsking: never;
  readonly chatSent: never;
  readonly chatNotSent: never;
  readonly chatUnsupported: never;
}
