/** The part of its parser that stories use; the package brings no types. */
declare module 'node-webvtt' {
  interface WebVttCue {
    readonly identifier: string;
    /** Seconds. */
    readonly start: number;
    readonly end: number;
    readonly text: string;
  }
  const webvtt: {
    parse(
      text: string,
      options?: { readonly strict?: boolean },
    ): { readonly valid: boolean; readonly cues: readonly WebVttCue[] };
  };
  export default webvtt;
}
