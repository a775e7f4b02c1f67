import { baseLanguage, canonicalTag, scriptOf } from '../../shared/language.ts';

/** The part of `SpeechSynthesisVoice` that a choice needs. */
export interface Voice {
  /** BCP-47, though some Android engines write `es_ES`. */
  readonly lang: string;
  readonly localService: boolean;
  readonly default: boolean;
}

/** The best voice for a language: same region first, then local voices, which send no text to a server. */
export function voiceFor<V extends Voice>(voices: readonly V[], language: string): V | undefined {
  const wanted = canonicalTag(language);
  if (wanted === undefined) return undefined;
  const speaking = voices.filter((voice) => speaks(voice, wanted));
  return [...speaking].sort((a, b) => rank(b, wanted) - rank(a, wanted))[0];
}

function speaks(voice: Voice, wanted: string): boolean {
  const tag = tagOf(voice);
  if (tag === undefined || baseLanguage(tag) !== baseLanguage(wanted)) return false;
  // Languages of one base tag may differ by script in sound; a voice with a script must have the wanted one.
  return scriptOf(wanted) === undefined || scriptOf(tag) === undefined || scriptOf(tag) === scriptOf(wanted);
}

function rank(voice: Voice, wanted: string): number {
  return (tagOf(voice) === wanted ? 4 : 0) + (voice.localService ? 2 : 0) + (voice.default ? 1 : 0);
}

function tagOf({ lang }: Voice): string | undefined {
  return canonicalTag(lang.replaceAll('_', '-'));
}
