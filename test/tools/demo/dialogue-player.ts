import { type DialogueSegment, endsSentence, type SpeakerKey } from './dialogue.ts';

interface DialoguePlayerOptions {
  readonly segments: readonly DialogueSegment[];
  readonly speed: number;
  readonly say: (segment: DialogueSegment) => Promise<void>;
  /** Something a watcher sees has changed: who speaks, whether it plays, how fast. */
  readonly onChange: () => void;
  /** Silence before the dialogue begins again. */
  readonly loopPauseMs?: number;
}

/** Speaks the dialogue in time, over and over, until paused or disposed. */
export class DialoguePlayer {
  readonly #options: DialoguePlayerOptions;
  #speed: number;
  #next = 0;
  #timer: NodeJS.Timeout | undefined;
  #speaking: readonly SpeakerKey[] = [];
  /** Who has begun a sentence and not ended it. */
  readonly #open = new Set<SpeakerKey>();
  #isEnding = false;

  constructor(options: DialoguePlayerOptions) {
    this.#options = options;
    this.#speed = options.speed;
  }

  get isPlaying(): boolean {
    return this.#timer !== undefined && !this.#isEnding;
  }

  get speed(): number {
    return this.#speed;
  }

  get speaking(): readonly SpeakerKey[] {
    return this.#speaking;
  }

  play(): void {
    this.#isEnding = false;
    if (this.#timer === undefined) this.#schedule();
    else this.#options.onChange();
  }

  /** At once, or when those who speak have ended their sentences: nobody stops in the middle of one. */
  pause(): void {
    if (this.#open.size > 0 && this.#timer !== undefined) {
      this.#isEnding = true;
      this.#options.onChange();
    } else {
      this.#stop();
    }
  }

  restart(): void {
    this.#stop();
    this.#next = 0;
    this.#open.clear();
    this.play();
  }

  setSpeed(speed: number): void {
    this.#speed = speed;
    this.#options.onChange();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #schedule(): void {
    const { segments, loopPauseMs = 6_000 } = this.#options;
    const again = this.#next >= segments.length;
    if (again) this.#next = 0;
    const segment = segments[this.#next];
    if (segment === undefined) return;
    const waitMs = (again ? loopPauseMs : 0) + segment.afterMs;
    this.#timer = setTimeout(() => void this.#speak(segment), waitMs / this.#speed);
    this.#speaking = [...new Set([...this.#open, segment.speaker])];
    this.#options.onChange();
  }

  async #speak(segment: DialogueSegment): Promise<void> {
    const timer = this.#timer;
    this.#next += 1;
    if (endsSentence(segment.text)) this.#open.delete(segment.speaker);
    else this.#open.add(segment.speaker);
    await this.#options.say(segment);
    // Paused or restarted meanwhile.
    if (this.#timer !== timer) return;
    if (this.#isEnding && this.#open.size === 0) this.#stop();
    else this.#schedule();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isEnding = false;
    this.#speaking = [];
    this.#options.onChange();
  }
}
