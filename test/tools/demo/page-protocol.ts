/** What the demo's page and the demo say to each other. */

export interface PagePerson {
  readonly key: string;
  readonly name: string;
  readonly title: string;
  /** Tag of the language this person speaks. */
  readonly language: string;
  readonly languageName: string;
}

export type ViewerKey = 'host' | 'participant' | 'guest';

/** One piece of speech. `captured`: the stream carried it. */
export interface PageSaid {
  readonly speaker: string;
  readonly text: string;
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
      readonly said: readonly PageSaid[];
      readonly state: PageState;
      readonly panelUrl: string;
    }
  | ({ readonly type: 'said' } & PageSaid)
  | ({ readonly type: 'state' } & PageState);

export type PageAction =
  | { readonly action: 'say'; readonly speaker: string; readonly text: string }
  | { readonly action: 'play' | 'pause' | 'restart' | 'cut-media' }
  | { readonly action: 'speed'; readonly speed: number };
