import type { Caption, Line } from '../../shared/caption.ts';
import { createStore, type ReadonlyStore } from '../lib/store.ts';
import { voiceFor } from './voices.ts';

export interface ReadAloudState {
  /** Every line is spoken as soon as it is finished. */
  readonly continuous: boolean;
  /** The line that is spoken now. */
  readonly lineId: string | undefined;
}

/** The parts of a `SpeechSynthesisUtterance` and of `speechSynthesis` that are used. */
interface Utterance extends Pick<EventTarget, 'addEventListener'> {
  lang: string;
  voice: SpeechSynthesisVoice | null;
}

interface Synthesis extends Partial<Pick<EventTarget, 'addEventListener' | 'removeEventListener'>> {
  getVoices(): SpeechSynthesisVoice[];
  speak(utterance: Utterance): void;
  cancel(): void;
}

export interface ReadAloudOptions {
  readonly synthesis: Synthesis;
  readonly createUtterance: (text: string) => Utterance;
  readonly onSettled: (listener: (lines: readonly Line[]) => void) => () => void;
}

/** Lines in the queue; beyond it the oldest are dropped, so that the voice keeps up. */
const MAX_WAITING = 3;

/** Speech synthesis of captions: one line on demand, or each settled line. Off by default. */
export class ReadAloud {
  readonly #options: ReadAloudOptions;
  readonly #forget: () => void;
  #waiting: readonly Caption[] = [];
  readonly #state = createStore<ReadAloudState>({ continuous: false, lineId: undefined });

  /** Absent where the browser cannot speak, as in many Zoom clients. */
  static create(onSettled: ReadAloudOptions['onSettled']): ReadAloud | undefined {
    const { speechSynthesis } = globalThis;
    if (speechSynthesis === undefined || typeof SpeechSynthesisUtterance === 'undefined') return undefined;
    return new ReadAloud({
      synthesis: speechSynthesis,
      createUtterance: (text) => new SpeechSynthesisUtterance(text),
      onSettled,
    });
  }

  constructor(options: ReadAloudOptions) {
    this.#options = options;
    // Chromium loads voices late and fires an event; older WebKit has no such event on this object.
    options.synthesis.addEventListener?.('voiceschanged', this.#voicesChanged);
    this.#forget = options.onSettled((lines) => {
      if (!this.#state.get().continuous) return;
      const captions = lines.flatMap((line) => (line.kind === 'caption' ? [line] : []));
      this.#waiting = [...this.#waiting, ...captions].slice(-MAX_WAITING);
      if (this.#state.get().lineId === undefined) this.#next();
    });
  }

  get state(): ReadonlyStore<ReadAloudState> {
    return this.#state;
  }

  /** Whether this device has a voice for a language. */
  speaks(language: string): boolean {
    return voiceFor(this.#options.synthesis.getVoices(), language) !== undefined;
  }

  setContinuous(continuous: boolean): void {
    if (!continuous) this.stop();
    this.#state.set({ ...this.#state.get(), continuous });
  }

  /** This line at once; what was spoken is cut off, and goes on with the lines that come after. */
  speak(caption: Caption): void {
    this.#waiting = [caption];
    this.#quiet();
    this.#next();
  }

  /** Clears the queue; in continuous mode new lines are spoken again. */
  stop(): void {
    this.#waiting = [];
    this.#quiet();
  }

  close(): void {
    this.stop();
    this.#forget();
    this.#options.synthesis.removeEventListener?.('voiceschanged', this.#voicesChanged);
  }

  #quiet(): void {
    // A cancelled utterance still fires `end`; its line is no longer current then.
    this.#state.set({ ...this.#state.get(), lineId: undefined });
    this.#options.synthesis.cancel();
  }

  #next(): void {
    const voices = this.#options.synthesis.getVoices();
    const at = this.#waiting.findIndex(({ language }) => voiceFor(voices, language) !== undefined);
    const caption = this.#waiting[at];
    const voice = caption && voiceFor(voices, caption.language);
    this.#waiting = at < 0 ? [] : this.#waiting.slice(at + 1);
    this.#state.set({ ...this.#state.get(), lineId: caption?.id });
    if (caption === undefined || voice === undefined) return;
    const utterance = this.#options.createUtterance(caption.text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    const over = () => {
      if (this.#state.get().lineId === caption.id) this.#next();
    };
    utterance.addEventListener('end', over);
    // A failing voice, or a browser that requires a click first: continue with the next line.
    utterance.addEventListener('error', over);
    this.#options.synthesis.speak(utterance);
  }

  readonly #voicesChanged = (): void => this.#state.set({ ...this.#state.get() });
}
