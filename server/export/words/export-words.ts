/** The words of a file beside what was said. Braces name what is put in their place. */
export interface ExportWords {
  /** The title of a meeting without a topic. */
  readonly transcript: string;
  readonly asSpoken: string;
  /** `{language}` */
  readonly translatedInto: string;
  readonly withOriginal: string;
  readonly mayBeWrong: string;
  /** A speaker without a name. */
  readonly someone: string;
  readonly untranslated: string;
  /** Sent by Zoom after later lines. */
  readonly earlier: string;
  /** `{seconds}` */
  readonly gap: string;
  readonly gapUnknown: string;
  /** `{name}` */
  readonly joined: string;
  readonly left: string;
  /** `{name}`, `{language}` */
  readonly speaks: string;
  readonly speaksAnother: string;
  readonly paused: string;
  readonly resumed: string;
  /** `{time}`, `{zone}` */
  readonly began: string;
}
