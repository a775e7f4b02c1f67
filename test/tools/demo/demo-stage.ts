import type { DemoMeeting } from './demo-meeting.ts';
import type { DemoPageOptions } from './demo-page-server.ts';
import { type DialogueSegment, endsSentence, type SpeakerKey, speakers, voices, YOU } from './dialogue.ts';
import type { DialoguePlayer } from './dialogue-player.ts';
import { dock } from './glossary/dock-sentence.ts';
import type { GlossaryScene } from './glossary/glossary-scene.ts';
import type { PageAction, PageEvent, PagePerson, PageSaid, PageState } from './page-protocol.ts';
import { meetingScript } from './script.ts';
import type { LanguageWall } from './wall/language-wall.ts';

interface DemoStageOptions {
  readonly meeting: DemoMeeting;
  readonly panelUrl: string;
  readonly wall: LanguageWall;
  readonly glossary: (events: { say: () => Promise<boolean>; onStep: () => void }) => GlossaryScene;
  /** What a page is told that never changes. */
  readonly facts: () => Pick<
    Extract<PageEvent, { type: 'welcome' }>,
    'languages' | 'phone' | 'advice' | 'outside'
  >;
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
  readonly #glossary: GlossaryScene;
  readonly #said: PageSaid[] = [];
  #opening: NodeJS.Timeout | undefined;
  #looking: NodeJS.Timeout | undefined;
  #lastState = '';
  /** In the order in which the captions first heard them. */
  readonly #heard: string[] = [];

  constructor(options: DemoStageOptions) {
    this.#options = options;
    this.#player = options.player({
      say: async ({ speaker, text }) => {
        await this.#say(speaker, text, speakers[speaker].language).catch(options.onFault);
      },
      onChange: () => this.#tellState(),
    });
    this.#glossary = options.glossary({
      say: () => this.#say(dock.speaker, dock.sentence, speakers[dock.speaker].language),
      onStep: () => this.#tellState(),
    });
  }

  /** For the page server. */
  get page(): Omit<DemoPageOptions, 'port' | 'homeUrl' | 'readers'> {
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
    const { meeting, panelUrl, wall, facts } = this.#options;
    wall.open();
    return {
      type: 'welcome',
      topic: meeting.topic,
      people: this.#people(),
      voices: Object.keys(voices).map((language) => ({ language, languageName: nameOf(language) })),
      said: this.#said,
      state: this.#state(),
      panelUrl,
      wall: wall.state,
      ...facts(),
    };
  }

  /** Who has not been heard yet follows in the order of the dialogue. */
  #people(): readonly PagePerson[] {
    const keys = [...new Set([...this.#heard, ...new Set(meetingScript.map(({ speaker }) => speaker)), YOU])];
    const order = (key: string) => ({ order: keys.indexOf(key) });
    const others = Object.entries(speakers).map(([key, { name, title, language }]) => {
      return { key, name, title, language, languageName: nameOf(language), ...order(key) };
    });
    const you = { key: YOU, name: 'You', title: 'Type below', language: 'en', languageName: '' };
    return [...others, { ...you, ...order(YOU) }];
  }

  async #begin(): Promise<void> {
    // Somebody may have been quicker, with the panel's own button.
    if (this.#options.meeting.streamState === 'off') await this.#options.meeting.start();
    this.#player.play();
  }

  async #act(action: PageAction): Promise<void> {
    switch (action.action) {
      case 'say': {
        const { language } = action;
        const text = action.text.trim();
        if (language in voices && text !== '') await this.#say(YOU, text, language);
        return;
      }
      case 'play':
        return this.#player.play();
      case 'pause':
        return this.#player.pause();
      case 'restart':
        return this.#restart();
      case 'speed':
        return this.#player.setSpeed(action.speed);
      case 'cut-media':
        return this.#options.meeting.cutMedia();
      case 'mend-word':
        this.#mendWord().catch(this.#options.onFault);
        return;
    }
  }

  /** The dialogue waits, so that the line stays in sight. */
  async #mendWord(): Promise<void> {
    const wasPlaying = this.#player.isPlaying;
    this.#player.pause();
    await this.#glossary.play();
    if (wasPlaying) this.#player.play();
  }

  /** @returns whether a stream carried it. */
  async #say(speaker: SpeakerKey | typeof YOU, text: string, language: string): Promise<boolean> {
    const captured = await this.#options.meeting.say(speaker, text, voices[language]);
    const said = { speaker, text, language, captured };
    this.#said.push(said);
    if (this.#said.length > keptLines) this.#said.shift();
    this.#options.broadcast({ type: 'said', ...said });
    if (!captured || this.#heard.includes(speaker)) return captured;
    this.#heard.push(speaker);
    // Somebody is heard out of turn: the colours of those who are still silent move on.
    this.#options.broadcast(this.#welcome());
    return true;
  }

  /** Sentences that were under way are taken back, here and in the captions, so that nothing is added to them. */
  async #restart(): Promise<void> {
    this.#player.restart();
    await this.#options.meeting.cutOpenSentences();
    const kept = withoutOpenSentences(this.#said);
    this.#said.splice(0, this.#said.length, ...kept);
    this.#options.broadcast(this.#welcome());
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
      glossary: this.#glossary.step,
    };
  }
}

/** Without the pieces after each speaker's last finished sentence. */
function withoutOpenSentences(said: readonly PageSaid[]): readonly PageSaid[] {
  return said.filter(({ speaker }, index) =>
    said.slice(index).some((later) => later.speaker === speaker && endsSentence(later.text)),
  );
}

function nameOf(language: string): string {
  return languageNames.of(language) ?? language;
}
