/** Totals of all streams, for the metrics. */
export interface StreamCounters {
  signalingAttempts: number;
  mediaAttempts: number;
  linksLost: number;
  refusals: number;
  gaps: number;
  segments: number;
  /** Transcripts without text. */
  emptyTranscripts: number;
  /** Valid frames without use here. */
  ignoredFrames: number;
  /** Unreadable frames. */
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
