/** Generated from messages/en.json; `npm run messages` writes it anew. */
export interface MessageValues {
  readonly addColumn: never;
  readonly chooseColumn: never;
  readonly changeColumn: 'language';
  readonly closeColumn: never;
  readonly columnLimit: 'language' | 'shown';
  readonly columnRefused: 'language' | 'shown';
  readonly catchUp5: never;
  readonly catchUp15: never;
  readonly catchingUp: never;
}
