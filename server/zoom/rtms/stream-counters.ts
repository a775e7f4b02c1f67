/** What all streams together have seen, for the metrics. */
export interface StreamCounters {
  signalingAttempts: number;
  mediaAttempts: number;
  linksLost: number;
  refusals: number;
  gaps: number;
  segments: number;
  /** Transcripts without a word in them. */
  emptyTranscripts: number;
  /** Valid frames that are nothing to us. */
  ignoredFrames: number;
  /** Frames that could not be read. */
  malformedFrames: number;
}

export function newStreamCounters(): StreamCounters {
  return {
    signalingAttempts: 0,
    mediaAttempts: 0,
    linksLost: 0,
    refusals: 0,
    gaps: 0,
    segments: 0,
    emptyTranscripts: 0,
    ignoredFrames: 0,
    malformedFrames: 0,
  };
}
