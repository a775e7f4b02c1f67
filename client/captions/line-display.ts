/** How lines are drawn; part of the reader's display settings. */
export interface LineDisplay {
  readonly original: 'always' | 'on-tap' | 'never';
  readonly speakerNames: boolean;
}
