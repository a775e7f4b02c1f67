/** The content of one line in one language, without its version. Pure. */
import type { CaptionOrigin, Speaker, Line as WireLine } from '../../../shared/caption.ts';
import { ORIGINAL, readsAs } from '../../../shared/language.ts';
import type { Translated } from '../ports/translator.ts';
import { isDoubtful } from '../text/heard-language.ts';
import type { Line, SpokenLine } from './line.ts';

interface Shown {
  readonly text: string;
  /** The language of `text`. */
  readonly language: string;
  readonly engine?: string;
  readonly via?: string;
  readonly corrected: boolean;
  /** Of the line it was made from; `OUTDATED` when the glossary has changed since. */
  readonly revision: number;
}

/** While the sentence is open, or its translation is awaited. */
export interface DraftContent extends Shown {
  readonly state: 'draft';
  readonly origin: Exclude<CaptionOrigin, 'untranslated' | 'person'>;
  readonly removed: false;
}

export interface SettledContent extends Shown {
  readonly state: 'settled';
  readonly origin: Exclude<CaptionOrigin, 'pending'>;
  readonly removed: boolean;
}

/** What one language shows of one line, before it has a version. For notes nothing of it counts but `removed`. */
export type Content = DraftContent | SettledContent;

/** What one language shows of one line, as it is stored and sent. */
export type Rendering = Content & {
  readonly lineId: string;
  /** Grows with every change in this (meeting, language). */
  readonly version: number;
  /** Milliseconds on our clock from the last frame of the line to this version. */
  readonly delayMs: number;
};

/** A rendering that is shown until it is made anew. */
export const OUTDATED = -1;

export interface RenderedLine {
  readonly line: Line;
  /** Absent: this language was not read when the line came. */
  readonly rendering?: Rendering;
}

/** The content of notes, removals, originals and understood speech, which need no engine. */
export function contentWithoutTranslation(line: Line, target: string): Content | undefined {
  if (line.removed) return { ...blank, removed: true };
  if (line.kind !== 'caption') return blank;
  if (target === ORIGINAL) return asSpoken(line, 'original');
  return needsTranslation(line, target) ? undefined : asSpoken(line, 'same-language');
}

/** Whether the reader does not understand the spoken language. Signs without a letter or digit are understood by everybody. */
export function needsTranslation(line: SpokenLine, target: string): boolean {
  if (!/[\p{L}\p{N}]/u.test(line.text)) return false;
  return !readsAs(line.sourceLanguage, target) || isDoubtful(line.sourceLanguage, line.text);
}

/** The original words until their translation is available. */
export function pendingContent(line: SpokenLine): DraftContent {
  return { ...originalOf(line), state: 'draft', origin: 'pending', removed: false };
}

/** The original words, because no engine could translate them. */
export function untranslatedContent(line: SpokenLine): SettledContent {
  return { ...originalOf(line), state: 'settled', origin: 'untranslated', removed: false };
}

export function translatedContent(line: SpokenLine, target: string, translation: Translated): SettledContent {
  return { ...translationOf(line, target, translation), state: 'settled', removed: false };
}

export function isTranslatedDraft(content: Content): content is DraftContent {
  return content.state === 'draft' && isTranslation(content);
}

export function isTranslation({ origin }: Pick<Content, 'origin'>): boolean {
  return origin === 'machine' || origin === 'phrasebook' || origin === 'person';
}

/** What a language shows of a line, as it was stored. */
export function contentOf({
  lineId: _line,
  version: _version,
  delayMs: _delay,
  ...content
}: Rendering): Content {
  return content;
}

/** A translation by the host. */
export function personsContent(line: SpokenLine, target: string, text: string): SettledContent {
  const { revision } = line;
  return {
    text,
    language: target,
    state: 'settled',
    origin: 'person',
    corrected: true,
    revision,
    removed: false,
  };
}

/** Whether the content is final for the present state of the line. */
export function isCurrent(line: Line, content: Content | undefined): boolean {
  if (content === undefined) return false;
  if (line.kind !== 'caption') return content.removed === line.removed;
  return (
    content.removed === line.removed &&
    content.state === line.state &&
    content.revision === line.revision &&
    content.origin !== 'pending'
  );
}

/** A translation of the same words, possibly with an older glossary. */
export function isSettledTranslationOf(line: SpokenLine, shown: Content): boolean {
  const sameWords = shown.revision === line.revision || shown.revision === OUTDATED;
  return sameWords && shown.state === 'settled' && isTranslation(shown);
}

/** Whether readers have the present words as they were spoken, because no engine could translate them. */
export function isUntranslated(line: SpokenLine, shown: Content): boolean {
  return shown.origin === 'untranslated' && shown.text === line.text;
}

/** Whether readers see no difference. */
export function isSame(content: Content, shown: Content | undefined): boolean {
  return (
    shown !== undefined &&
    shown.text === content.text &&
    shown.state === content.state &&
    shown.origin === content.origin &&
    shown.revision === content.revision
  );
}

/** The line as it is sent to a panel, with its speaker's place in the order of first speech. */
export function toLine(
  { line, rendering }: RenderedLine & { readonly rendering: Rendering },
  order: { of(speaker: Speaker): number | undefined },
): WireLine {
  const { id, position } = line;
  const { version } = rendering;
  if (line.kind !== 'caption') {
    const { kind, at, lengthMs, speaker, sourceLanguage: language } = line;
    return {
      kind,
      id,
      position,
      version,
      at,
      ...(lengthMs === undefined ? {} : { lengthMs }),
      ...(speaker === undefined ? {} : { speaker }),
      ...(language === undefined ? {} : { language }),
    };
  }
  const speakerOrder = order.of(line.speaker);
  return {
    kind: 'caption',
    id,
    position,
    version,
    speaker: line.speaker,
    ...(speakerOrder === undefined ? {} : { speakerOrder }),
    language: rendering.language,
    text: rendering.text,
    original: { language: line.sourceLanguage, text: line.text },
    state: rendering.state,
    origin: rendering.origin,
    corrected: rendering.corrected,
    ...(line.late === true ? { late: true } : {}),
    ...(rendering.engine === undefined ? {} : { engine: rendering.engine }),
    ...(rendering.via === undefined ? {} : { via: rendering.via }),
    spokenAt: line.spokenAt,
    delayMs: rendering.delayMs,
  };
}

const blank: SettledContent = {
  text: '',
  language: 'und',
  state: 'settled',
  origin: 'original',
  corrected: false,
  revision: 0,
  removed: false,
};

function asSpoken(line: SpokenLine, origin: 'original' | 'same-language'): Content {
  return { ...originalOf(line), state: line.state, origin, removed: false };
}

function originalOf({ text, sourceLanguage: language, corrected, revision }: SpokenLine) {
  return { text, language, corrected, revision };
}

function translationOf(line: SpokenLine, target: string, { text, origin, engine, via }: Translated) {
  return {
    text,
    language: target,
    origin,
    engine,
    ...(via === undefined ? {} : { via }),
    corrected: line.corrected,
    revision: line.revision,
  };
}
