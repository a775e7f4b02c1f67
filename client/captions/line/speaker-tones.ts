import type { Speaker } from '../../../shared/caption.ts';

/** The colours of the theme that tell speakers apart, with and without colour vision. */
export const TONES = 8;

/**
 * One colour for each speaker of a meeting. By name, because Zoom's user id names a connection: somebody who rejoins
 * keeps their colour. The same name starts from the same colour in every meeting and gives way when it is taken.
 */
export class SpeakerTones {
  readonly #tones = new Map<string, number>();

  /** 0–7; two speakers share one only when there are more than eight. */
  of(speaker: Speaker): number {
    const key = speaker.name === '' ? speaker.id : speaker.name;
    const known = this.#tones.get(key);
    if (known !== undefined) return known;
    const uses = new Array<number>(TONES).fill(0);
    for (const tone of this.#tones.values()) uses[tone] = (uses[tone] ?? 0) + 1;
    const fewest = Math.min(...uses);
    const preferred = hash(key) % TONES;
    let tone = preferred;
    while (uses[tone] !== fewest) tone = (tone + 1) % TONES;
    this.#tones.set(key, tone);
    return tone;
  }
}

function hash(text: string): number {
  let value = 0;
  for (const character of text) value = (value * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return value;
}
