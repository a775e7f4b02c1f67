/** How far a meeting is translated into a language for a transcript. */
export interface Preparation {
  readonly state: 'preparing' | 'ready';
  /** Of `total`, so far. */
  readonly translated: number;
  /** Lines without a translation when the work began; 0 while they are counted. */
  readonly total: number;
}

export interface PreparationRequest {
  readonly meetingId: string;
  readonly language: string;
  /** Only lines of at most this time, milliseconds since 1970. */
  readonly until?: number | undefined;
}

/** Port: translates what is missing of a meeting in a language, live or past. */
export interface TranscriptPreparation {
  /**
   * Begins the work, or joins it, and answers when it is done or after a moment. It goes on as long as somebody asks. When it
   * is `ready`, the lines that are still untranslated could not be translated.
   * @throws {LanguageLimitReached}
   */
  prepare(request: PreparationRequest): Promise<Preparation>;
}
