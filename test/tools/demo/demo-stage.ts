import type { DemoMeeting } from './demo-meeting.ts';
import type { DemoPageOptions } from './demo-page-server.ts';
import { type DialogueSegment, type SpeakerKey, speakers } from './dialogue.ts';
import type { DialoguePlayer } from './dialogue-player.ts';
import type { PageAction, PageEvent, PageSaid, PageState } from './page-protocol.ts';

interface DemoStageOptions {
  readonly meeting: DemoMeeting;
  readonly panelUrl: string;
  readonly broadcast: (event: PageEvent) => void;
  /** What went wrong while nobody was waiting for it. */
  readonly onFault: (fault: unknown) => void;
  readonly player: (events: {
    say: (segment: DialogueSegment) => Promise<void>;
    onChange: () => void;
  }) => DialoguePlayer;
}

/** A newcomer sees the meeting first, and captions soon after. */
const startAfterMs = 2_000;
const keptLines = 60;
const lookEveryMs = 400;
const languageNames = new Intl.DisplayNames('en', { type: 'language' });

/** What the page shows and does. The meeting begins when somebody first looks at it. */
export class DemoStage {
  readonly #options: DemoStageOptions;
  readonly #player: DialoguePlayer;
  readonly #said: PageSaid[] = [];
  #opening: NodeJS.Timeout | undefined;
  #looking: NodeJS.Timeout | undefined;
  #lastState = '';

  constructor(options: DemoStageOptions) {
    this.#options = options;
    this.#player = options.player({
      say: ({ speaker, text }) => this.#say(speaker, text).catch(options.onFault),
      onChange: () => this.#tellState(),
    });
  }

  /** For the page server. */
  get page(): Omit<DemoPageOptions, 'port' | 'homeUrl'> {
    const { clients } = this.#options.meeting;
    return {
      client: (viewer) => Object.entries(clients).find(([key]) => key === viewer)?.[1],
      welcome: () => this.#welcome(),
      act: (action) => this.#act(action),
    };
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#opening);
    clearInterval(this.#looking);
    this.#player[Symbol.dispose]();
  }

  #welcome(): PageEvent {
    this.#opening ??= setTimeout(() => {
      this.#begin().catch(this.#options.onFault);
    }, startAfterMs);
    this.#looking ??= setInterval(() => this.#look(), lookEveryMs);
    const { meeting, panelUrl } = this.#options;
    const people = Object.entries(speakers).map(([key, { name, title, language }]) => ({
      key,
      name,
      title,
      language,
      languageName: languageNames.of(language) ?? language,
    }));
    return {
      type: 'welcome',
      topic: meeting.topic,
      people,
      said: this.#said,
      state: this.#state(),
      panelUrl,
    };
  }

  async #begin(): Promise<void> {
    // Somebody may have been quicker, with the panel's own button.
    if (this.#options.meeting.streamState === 'off') await this.#options.meeting.start();
    this.#player.play();
  }

  async #act(action: PageAction): Promise<void> {
    switch (action.action) {
      case 'say': {
        const speaker = speakerKey(action.speaker);
        const text = action.text.trim();
        if (speaker !== undefined && text !== '') await this.#say(speaker, text);
        return;
      }
      case 'play':
        return this.#player.play();
      case 'pause':
        return this.#player.pause();
      case 'restart':
        return this.#player.restart();
      case 'speed':
        return this.#player.setSpeed(action.speed);
      case 'cut-media':
        return this.#options.meeting.cutMedia();
    }
  }

  async #say(speaker: SpeakerKey, text: string): Promise<void> {
    const captured = await this.#options.meeting.say(speaker, text);
    const said = { speaker, text, captured };
    this.#said.push(said);
    if (this.#said.length > keptLines) this.#said.shift();
    this.#options.broadcast({ type: 'said', ...said });
  }

  #look(): void {
    this.#options.meeting.tellClients();
    if (JSON.stringify(this.#state()) !== this.#lastState) this.#tellState();
  }

  #tellState(): void {
    const state = this.#state();
    this.#lastState = JSON.stringify(state);
    this.#options.broadcast({ type: 'state', ...state });
  }

  #state(): PageState {
    return {
      playing: this.#player.isPlaying,
      speed: this.#player.speed,
      speaking: this.#player.speaking,
      stream: this.#options.meeting.streamState,
    };
  }
}

function speakerKey(text: string): SpeakerKey | undefined {
  return Object.keys(speakers).find((key): key is SpeakerKey => key === text);
}
