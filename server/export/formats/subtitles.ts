/** The cues of a transcript, for the formats of subtitles. */
import { type Cue, CueTrack } from '../cues/cue-track.ts';
import type { Utterance } from '../cues/speech-pieces.ts';
import { entryWords } from '../text/entry-words.ts';
import { flatText } from '../text/plain-text.ts';
import {
  originalBeside,
  type TranscriptCaption,
  type TranscriptEntry,
  type TranscriptHead,
  type TranscriptPages,
} from '../transcript.ts';

/** Whose words a part of a cue are: a speaker's, or the transcript's own. */
export interface CueVoice {
  readonly name: string | undefined;
  readonly language: string;
}

export interface SubtitleOptions {
  /** The speaker's name stands in the text, and counts in its length. */
  readonly labels: boolean;
}

/** Page by page, so that little is in memory. */
export async function* subtitleCues(
  head: TranscriptHead,
  pages: TranscriptPages,
  { labels }: SubtitleOptions,
): AsyncGenerator<readonly Cue<CueVoice>[]> {
  const track = new CueTrack<CueVoice>();
  const utterancesOf = createUtterances(head, labels);
  for await (const page of pages)
    yield page.flatMap((entry) => utterancesOf(entry).flatMap((utterance) => track.next(utterance)));
  yield track.end();
}

/** The same voice is the same object, so that its pieces are known as one speech. */
function createUtterances(
  head: TranscriptHead,
  labels: boolean,
): (entry: TranscriptEntry) => readonly Utterance<CueVoice>[] {
  const words = entryWords(head);
  const startedAt = head.startedAt ?? 0;
  let last: { readonly speakerId: string; readonly voice: CueVoice } | undefined;
  const voiceOf = ({ speaker, language }: TranscriptCaption): { voice: CueVoice; isNew: boolean } => {
    const name = head.speakers ? words.name(speaker) : undefined;
    const isNew = last?.speakerId !== speaker.id || last.voice.name !== name;
    if (last === undefined || isNew || last.voice.language !== language)
      last = { speakerId: speaker.id, voice: { name, language } };
    return { voice: last.voice, isNew };
  };
  return (entry) => {
    const start = Math.max(0, entry.at - startedAt);
    if (entry.kind !== 'caption') {
      // Who came and went is no speech; what is missing is told where it is missing.
      if (entry.kind !== 'gap') return [];
      const { language } = words;
      const text = { language, words: `[${words.note(entry)}]`, whose: { name: undefined, language } };
      return [{ start, end: start + (entry.lengthMs ?? 0), text }];
    }
    const flat = flatText(entry.text);
    if (flat === '') return [];
    const { voice, isNew } = voiceOf(entry);
    const label = labels && voice.name !== undefined && isNew ? `${voice.name}: ` : '';
    const text = { language: entry.language, words: `${label}${words.mark(entry)}${flat}`, whose: voice };
    const end = entry.endedAt === undefined ? {} : { end: Math.max(start, entry.endedAt - startedAt) };
    return [{ start, ...end, text, ...besideOf(head, entry) }];
  };
}

function besideOf(head: TranscriptHead, caption: TranscriptCaption): Pick<Utterance<CueVoice>, 'beside'> {
  const original = originalBeside(head, caption);
  const words = flatText(original?.text ?? '');
  if (original === undefined || words === '') return {};
  const { language } = original;
  return { beside: { language, words, whose: { name: undefined, language } } };
}
