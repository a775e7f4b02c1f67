/** A written meeting: who said what in which language, and how a good translator would have put it. */

import type { GlossaryTerm } from '../../../shared/glossary.ts';

export type SpokenLanguage = 'en' | 'es';

export interface MeetingSpeaker {
  readonly name: string;
  readonly language: SpokenLanguage;
}

/** A term of the trade: any of its accepted forms on either side. */
export interface Term {
  readonly en: readonly string[];
  readonly es: readonly string[];
}

interface Sentence {
  readonly speaker: MeetingSpeaker;
  /** Which side was spoken; the other one is the reference. */
  readonly spoken: SpokenLanguage;
  readonly en: string;
  readonly es: string;
  /** Begins while the sentence before it is still being said. */
  readonly interrupts: boolean;
}

/** What somebody says until somebody else has the word: translations are compared with references turn by turn. */
export interface Turn {
  readonly speaker: MeetingSpeaker;
  readonly spoken: SpokenLanguage;
  readonly interrupts: boolean;
  readonly sentences: readonly Sentence[];
}

export interface Meeting {
  readonly name: string;
  readonly terms: readonly Term[];
  readonly sentences: readonly Sentence[];
}

/** How a meeting is written down: one sentence a line, `Name: English | Spanish`, with `~` in front of one that interrupts. */
export interface WrittenMeeting {
  readonly name: string;
  readonly speakers: Readonly<Record<string, SpokenLanguage>>;
  /** English forms → Spanish forms, each list separated by `/`. */
  readonly terms: Readonly<Record<string, string>>;
  readonly script: string;
}

/** Reads a meeting as those in `meetings/` are written. */
export function writtenMeeting(written: WrittenMeeting): Meeting {
  const { name, terms, script } = written;
  const speakers = new Map(
    Object.entries(written.speakers).map(([speaker, language]) => [speaker, { name: speaker, language }]),
  );
  const lines = script.split('\n').filter((line) => line.trim() !== '');
  return {
    name,
    terms: Object.entries(terms).map(([en, es]) => ({ en: en.split('/'), es: es.split('/') })),
    sentences: lines.map((line) => sentenceOf(name, line.trim(), speakers)),
  };
}

export function turnsOf(meeting: Meeting): readonly Turn[] {
  const turns: { speaker: MeetingSpeaker; sentences: Sentence[] }[] = [];
  for (const sentence of meeting.sentences) {
    const last = turns.at(-1);
    if (last?.speaker === sentence.speaker) last.sentences.push(sentence);
    else turns.push({ speaker: sentence.speaker, sentences: [sentence] });
  }
  return turns.map(({ speaker, sentences }) => ({
    speaker,
    spoken: speaker.language,
    interrupts: sentences[0]?.interrupts ?? false,
    sentences,
  }));
}

/** The languages somebody needs to read: those that not everybody speaks. */
export function languagesToRead(meeting: Meeting): readonly SpokenLanguage[] {
  const spoken = new Set(meeting.sentences.map((sentence) => sentence.spoken));
  return (['en', 'es'] as const).filter((language) => [...spoken].some((other) => other !== language));
}

/** Each form with the form of the other side that stands in the same place, else with the first: a host would write them so. */
export function glossaryOf(terms: readonly Term[]): readonly GlossaryTerm[] {
  const rows = (from: SpokenLanguage, to: SpokenLanguage) =>
    terms.flatMap((term) =>
      term[from].map((form, index) => ({
        term: form,
        translations: { [to]: term[to][index] ?? term[to][0] ?? form },
      })),
    );
  return [...rows('en', 'es'), ...rows('es', 'en')];
}

function sentenceOf(meeting: string, line: string, speakers: ReadonlyMap<string, MeetingSpeaker>): Sentence {
  const [, mark, name, en, es] = /^(~ )?(\S+): (.+) \| (.+)$/.exec(line) ?? [];
  const speaker = speakers.get(name ?? '');
  if (speaker === undefined || en === undefined || es === undefined) {
    throw new Error(`${meeting}: "${line}" is not "Name: English | Spanish" of one of its speakers.`);
  }
  return { speaker, spoken: speaker.language, en, es, interrupts: mark !== undefined };
}
