import { find } from './element.ts';

interface TourStep {
  /** The part of the page that is meant. */
  readonly target: string;
  readonly title: string;
  readonly text: string;
}

const steps: readonly TourStep[] = [
  {
    target: 'tiles',
    title: 'A meeting in four languages',
    text: 'Six people talk, each in their own language. No bot joins: Zoom sends the words as it transcribes them.',
  },
  {
    target: 'panel',
    title: 'You read all of it in yours',
    text: 'This is the panel inside Zoom, in Spanish. Choose another language at its top: what was said so far follows.',
  },
  {
    target: 'wall',
    title: 'And everybody else in theirs',
    text: 'The same meeting in four languages at once. Each sentence is translated once per language, however many read.',
  },
  {
    target: 'say',
    title: 'Say something',
    text: 'Type a sentence as one of the six. The demo tells you if nothing on this machine can translate it.',
  },
  {
    target: 'mend',
    title: 'Machines mistake words; hosts mend them',
    text: 'Press “Mend a word”: Daniel says “dock”, machines take it for a harbour, and Maya’s glossary mends the line that stands.',
  },
  {
    target: 'cut',
    title: 'Connections break',
    text: 'Cut it: readers keep what they have, captions go on by themselves, and a note says how long was not captured.',
  },
  {
    target: 'others',
    title: 'Take a seat elsewhere',
    text: 'Open a second reader in another language, or hold your phone’s camera to the code.',
  },
];

const dismissedKey = 'demo-tour';

/** A walk through the page in a strip above it; it covers nothing, and stays away once it was closed. */
export class Tour {
  readonly #strip = find('tour', HTMLElement);
  readonly #next = find('tour-next', HTMLButtonElement);
  readonly #back = find('tour-back', HTMLButtonElement);
  #at = -1;

  constructor() {
    this.#next.addEventListener('click', () => this.#go(this.#at + 1));
    this.#back.addEventListener('click', () => this.#go(this.#at - 1));
    find('tour-close', HTMLButtonElement).addEventListener('click', () => this.close());
    this.#strip.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') this.close();
    });
    find('show-tour', HTMLButtonElement).addEventListener('click', () => {
      this.#go(0);
      this.#next.focus();
    });
  }

  /** For somebody who is here for the first time. */
  offer(): void {
    if (localStorage.getItem(dismissedKey) === null) this.#go(0);
  }

  close(): void {
    localStorage.setItem(dismissedKey, 'closed');
    const hadFocus = this.#strip.contains(document.activeElement);
    this.#mark(undefined);
    this.#strip.hidden = true;
    if (hadFocus) find('show-tour', HTMLButtonElement).focus();
  }

  #go(to: number): void {
    const step = steps[to];
    if (step === undefined) {
      this.close();
      return;
    }
    this.#at = to;
    find('tour-title', HTMLElement).textContent = step.title;
    find('tour-text', HTMLElement).textContent = step.text;
    find('tour-count', HTMLElement).textContent = `${to + 1} of ${steps.length}`;
    this.#next.textContent = to === steps.length - 1 ? 'Done' : 'Next';
    this.#back.disabled = to === 0;
    this.#strip.hidden = false;
    this.#mark(document.getElementById(step.target) ?? undefined);
  }

  #mark(target: HTMLElement | undefined): void {
    for (const marked of document.querySelectorAll<HTMLElement>('[data-toured]'))
      delete marked.dataset.toured;
    if (target !== undefined) target.dataset.toured = 'true';
    target?.scrollIntoView({ block: 'nearest' });
  }
}
