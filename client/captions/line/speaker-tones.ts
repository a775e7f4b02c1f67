/** One colour of the theme for each speaker of a meeting. Pure. */
import type { Line, Speaker } from '../../../shared/caption.ts';

/** Colours of the theme that differ with and without colour vision: `--tone-0` to `--tone-7`. */
export const TONES = 8;

/** The tone, 0–7, by speaker. Keyed by name: Zoom's user id names a connection, and changes when a person rejoins. */
export type SpeakerTones = ReadonlyMap<string, number>;

/** Adds a tone for each new speaker; the same map when there is none. Two share one only beyond eight speakers. */
export function withSpeakers(tones: SpeakerTones, lines: readonly Line[]): SpeakerTones {
  let next: Map<string, number> | undefined;
  for (const { speaker } of lines) {
    if (speaker === undefined || (next ?? tones).has(keyOf(speaker))) continue;
    next ??= new Map(tones);
    next.set(keyOf(speaker), freeTone(next, keyOf(speaker)));
  }
  return next ?? tones;
}

/** 0–7; a speaker without an entry gets the tone of their name. */
export function toneOf(tones: SpeakerTones, speaker: Speaker): number {
  return tones.get(keyOf(speaker)) ?? preferredTone(keyOf(speaker));
}

function keyOf({ id, name }: Speaker): string {
  return name === '' ? id : name;
}

/** Among the least used tones, the first one from that of the name onwards. */
function freeTone(tones: SpeakerTones, key: string): number {
  const uses = new Array<number>(TONES).fill(0);
  for (const tone of tones.values()) uses[tone] = (uses[tone] ?? 0) + 1;
  const fewest = Math.min(...uses);
  let tone = preferredTone(key);
  while (uses[tone] !== fewest) tone = (tone + 1) % TONES;
  return tone;
}

/** A name has the same preferred tone in every meeting. */
function preferredTone(key: string): number {
  let hash = 0;
  for (const character of key) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash % TONES;
}
