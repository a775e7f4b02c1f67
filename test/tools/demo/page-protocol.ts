/** What the demo's page and the demo say to each other. */
import type { CaptionOrigin } from '../../../shared/caption.ts';
import type { MeetingState } from '../../../shared/meeting-status.ts';

export interface PagePerson {
  readonly key: string;
  readonly name: string;
  readonly title: string;
  /** Tag of the language this person speaks. */
  readonly language: string;
  readonly languageName: string;
  /** How many people the captions have heard before: the colour of this one, as in the panel. */
  readonly order: number;
}

/** A language that the person who looks at the page may speak. */
interface PageVoice {
  readonly language: string;
  readonly languageName: string;
}

export type ViewerKey = 'host' | 'participant' | 'guest';

/** One piece of speech. `captured`: the stream carried it. */
export interface PageSaid {
  readonly speaker: string;
  readonly text: string;
  /** Of the text. */
  readonly language: string;
  readonly captured: boolean;
}

export interface PageState {
  readonly playing: boolean;
  readonly speed: number;
  /** Keys of those who speak now. */
  readonly speaking: readonly string[];
  readonly stream: 'off' | 'connecting' | 'live' | 'paused' | 'interrupted';
  readonly glossary: GlossaryStep;
}

/** How far the scene with the glossary is. `mistaken`: every reader has the wrong word. */
export type GlossaryStep = 'none' | 'saying' | 'mistaken' | 'mended' | 'not-captured';

/** What would translate a typed sentence: a command for a terminal. */
export interface TypedAdvice {
  readonly what: string;
  readonly command: string;
}

/** The reader's page for a phone on the same network. */
export interface PagePhone {
  readonly url: string;
  /** The address as a QR code, an SVG. */
  readonly qr: string;
}

/** One line as the readers of one language see it. */
export type WallCell = {
  /** Of the line, the same in every language. */
  readonly id: string;
  readonly position: number;
  readonly language: string;
  readonly text: string;
  /** The language that `text` is in. */
  readonly textLanguage: string;
} & (
  | { readonly kind: 'gap' }
  | {
      readonly kind: 'caption';
      readonly speaker: string;
      readonly original: string;
      readonly origin: CaptionOrigin;
      readonly isSettled: boolean;
      readonly isCorrected: boolean;
    }
);

export interface WallLanguage {
  readonly language: string;
  /** The language's name in itself. */
  readonly name: string;
  readonly state: MeetingState;
  /** The state in the panel's words, in this language. */
  readonly label: string;
}

export interface PageWall {
  readonly languages: readonly WallLanguage[];
  readonly cells: readonly WallCell[];
}

export type PageEvent =
  | {
      readonly type: 'welcome';
      readonly topic: string;
      readonly people: readonly PagePerson[];
      readonly voices: readonly PageVoice[];
      readonly said: readonly PageSaid[];
      readonly state: PageState;
      readonly panelUrl: string;
      readonly wall: PageWall;
      /** Languages of a second reader. */
      readonly languages: readonly string[];
      /** Absent: the demo answers on this machine only. */
      readonly phone?: PagePhone;
      readonly advice: readonly TypedAdvice[];
      /** Where sentences go that the phrasebook does not hold; empty when they stay here. */
      readonly outside: readonly string[];
    }
  | { readonly type: 'wall'; readonly cells: readonly WallCell[] }
  | { readonly type: 'wall-removed'; readonly language: string; readonly ids: readonly string[] }
  | ({ readonly type: 'wall-status' } & Omit<WallLanguage, 'name'>)
  | ({ readonly type: 'said' } & PageSaid)
  | ({ readonly type: 'state' } & PageState);

export type PageAction =
  /** As the seventh person, `You`. */
  | { readonly action: 'say'; readonly language: string; readonly text: string }
  | { readonly action: 'play' | 'pause' | 'restart' | 'cut-media' | 'mend-word' }
  | { readonly action: 'speed'; readonly speed: number };
