/** One colour of the theme for each speaker of a meeting, the same for every reader. Pure. */
import type { Caption } from '../../../shared/caption.ts';

/** Colours of the theme that differ with and without colour vision: `--tone-0` to `--tone-7`. */
export const TONES = 8;

/** The tone, 0–7. Two people share one only beyond eight speakers. */
export function toneOf({ speaker, speakerOrder }: Pick<Caption, 'speaker' | 'speakerOrder'>): number {
  // An older server does not say in what order people spoke.
  return (speakerOrder ?? hashOf(speaker.name || speaker.id)) % TONES;
}

function hashOf(text: string): number {
  let hash = 0;
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash;
}
