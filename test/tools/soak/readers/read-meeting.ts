/** A meeting as readers know it: its rules, who is present, and when it is over for them. */
import { setMaxListeners } from 'node:events';
import { LineRules } from './line-rules.ts';
import type { PanelState } from './panel-state.ts';

export class ReadMeeting {
  readonly uuid: string;
  readonly rules: LineRules;
  readonly violated: (what: string, events?: readonly string[]) => void;
  readonly #present = new Set<PanelState>();
  readonly #released = new AbortController();
  /** Its record is being compared with what its readers show: they stay. */
  isCompared = false;

  constructor(uuid: string, violated: (what: string, events?: readonly string[]) => void) {
    this.uuid = uuid;
    this.violated = violated;
    this.rules = new LineRules(violated);
    // Every reader listens.
    setMaxListeners(0, this.#released.signal);
  }

  /** Aborts when readers may go. */
  get released(): AbortSignal {
    return this.#released.signal;
  }

  get panels(): readonly PanelState[] {
    return [...this.#present];
  }

  enter(panel: PanelState): { leave(): void } {
    this.#present.add(panel);
    return { leave: () => this.#present.delete(panel) };
  }

  release(): void {
    this.#released.abort();
  }
}
