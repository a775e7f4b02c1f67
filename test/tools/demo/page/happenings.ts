import type { GlossaryStep, PageState } from '../page-protocol.ts';

const glossaryWords: Readonly<Partial<Record<GlossaryStep, string>>> = {
  saying: 'Daniel speaks of a dock for bicycles …',
  mistaken: 'Machines take “dock” for a harbour: “muelle”, “quai”. Maya, the host, opens the glossary …',
  mended:
    'Mended: the line that stood has changed for every reader, and says that it was corrected. The term is in Host → Glossary, and holds from now on.',
  'not-captured': 'Nobody captures the meeting now. Start the captions in the panel, and try again.',
};

/** Readers find the note between the lines within this time. */
const shownAfterwardsMs = 12_000;

/** What is going on, and what readers see of it, in one sentence. */
export class Happenings {
  readonly #strip: HTMLElement;
  #step: GlossaryStep = 'none';
  #wasDown = false;
  #afterwards: ReturnType<typeof setTimeout> | undefined;

  constructor(strip: HTMLElement) {
    this.#strip = strip;
  }

  show({ stream, glossary }: PageState): void {
    const isDown = stream === 'interrupted' || (this.#wasDown && stream === 'connecting');
    if (isDown && !this.#wasDown) {
      this.#say('The connection to Zoom is down. Readers keep what they have and see “Reconnecting”.');
    } else if (this.#wasDown && stream === 'live') {
      this.#say(
        'Connected again, without anybody doing anything. A note between the lines tells readers how long was not captured.',
        true,
      );
    }
    this.#wasDown = isDown;
    if (glossary === this.#step) return;
    this.#step = glossary;
    const words = glossaryWords[glossary];
    if (words !== undefined) this.#say(words, glossary === 'mended' || glossary === 'not-captured');
  }

  #say(words: string, isLast = false): void {
    clearTimeout(this.#afterwards);
    this.#strip.textContent = words;
    if (!isLast) return;
    this.#afterwards = setTimeout(() => {
      this.#strip.textContent = '';
    }, shownAfterwardsMs);
  }
}
