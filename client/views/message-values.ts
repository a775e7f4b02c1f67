/** Generated from messages/en.json; `npm run messages` writes it anew. */
export interface MessageValues {
  readonly viewsTitle: never;
  readonly viewsHint: never;
  readonly openProjector: never;
  readonly copyOverlay: never;
  readonly overlayCopied: never;
  readonly copyViewByHand: never;
  readonly noConnection: never;
  readonly captionsIn: 'language';
  readonly ready: never;
  readonly projectorKeys: never;
  readonly operatorSignIn: 'address';
  readonly operatorNotAllowed: 'address';
  readonly operatorShareClosed: never;
  readonly operatorDeleted: never;
  readonly operatorNoAddress: 'address';
  readonly helpTitle: never;
  readonly helpNothing: never;
  readonly helpUsed: 'name' | 'value';
  readonly helpValue: 'given' | 'name' | 'takes' | 'value';
  readonly helpUnknown: 'name' | 'takes';
}
