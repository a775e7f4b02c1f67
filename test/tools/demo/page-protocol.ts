/** What the demo's page and the demo say to each other. */

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
    }
  | ({ readonly type: 'said' } & PageSaid)
  | ({ readonly type: 'state' } & PageState);

export type PageAction =
  /** As the seventh person, `You`. */
  | { readonly action: 'say'; readonly language: string; readonly text: string }
  | { readonly action: 'play' | 'pause' | 'restart' | 'cut-media' }
  | { readonly action: 'speed'; readonly speed: number };
