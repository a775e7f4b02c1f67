/** A line of a meeting as one panel shows it: a translated sentence, or a note about the meeting. */
export type Line = Caption | Note;

export interface Speaker {
  /** Unique within the meeting. Zoom's user id names a connection, not a person. */
  readonly id: string;
  readonly name: string;
}

export type CaptionState = 'draft' | 'settled';

/**
 * Where the text of a caption came from.
 * `pending`: the original, shown until its translation comes · `untranslated`: the original, because no engine could ·
 * `person`: the host wrote it.
 */
export type CaptionOrigin =
  | 'machine'
  | 'phrasebook'
  | 'same-language'
  | 'original'
  | 'pending'
  | 'untranslated'
  | 'person';

export interface Caption {
  readonly kind: 'caption';
  /** The same in every language. */
  readonly id: string;
  /** Order by (`position`, `id`). Never changes. */
  readonly position: number;
  readonly version: number;
  readonly speaker: Speaker;
  /** How many people spoke in this meeting before this speaker first did: the same for every reader, and so their colour. */
  readonly speakerOrder?: number;
  /** BCP-47 tag of `text`: the target language, or the spoken one while nothing is translated. */
  readonly language: string;
  readonly text: string;
  readonly original: { readonly language: string; readonly text: string };
  readonly state: CaptionState;
  readonly origin: CaptionOrigin;
  /** A later revision by Zoom, or a person, changed a line that had settled. */
  readonly corrected: boolean;
  /** Spoken well before the lines above it, and sent by Zoom after them. */
  readonly late?: boolean;
  readonly engine?: string;
  /** The language a translation went through, where the engine had no direct pair. */
  readonly via?: string;
  /** Milliseconds since 1970 on Zoom's clock. */
  readonly spokenAt: number;
  /** Milliseconds on our clock, from the last frame of the sentence in to this version sent. */
  readonly delayMs: number;
}

export type NoteKind = 'gap' | 'joined' | 'left' | 'language-changed' | 'paused' | 'resumed';

export interface Note {
  readonly kind: NoteKind;
  readonly id: string;
  readonly position: number;
  readonly version: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** How long nothing was captured. */
  readonly lengthMs?: number;
  readonly speaker?: Speaker;
  readonly language?: string;
}

/** When a line was spoken or noted, milliseconds since 1970. */
export function timeOf(line: Line): number {
  return line.kind === 'caption' ? line.spokenAt : line.at;
}

/** Reading order. */
export function compareLines(
  a: { position: number; id: string },
  b: { position: number; id: string },
): number {
  return a.position - b.position || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
