/** What one language shows of one line, before it has a version. Pure. */
import type { Line } from '../../shared/caption.ts';
import { ORIGINAL, readsAs } from '../../shared/language.ts';
import type {
  CaptionRecord,
  Content,
  DraftContent,
  LineRecord,
  RenderedLine,
  Rendering,
  SettledContent,
} from './caption-store.ts';
import { isDoubtful } from './heard-language.ts';
import { grownDraft, settledBeginning } from './languages/draft-text.ts';
import type { Translated } from './translator.ts';

/** What needs no engine: notes, removals, the original, and speech the reader understands as it is. */
export function contentWithoutTranslation(line: LineRecord, target: string): Content | undefined {
  if (line.removed) return { ...blank, removed: true };
  if (line.kind !== 'caption') return blank;
  if (target === ORIGINAL) return asSpoken(line, 'original');
  return needsTranslation(line, target) ? undefined : asSpoken(line, 'same-language');
}

/** Not what its reader understands as it is spoken. */
export function needsTranslation(line: CaptionRecord, target: string): boolean {
  return !readsAs(line.language, target) || isDoubtful(line.language, line.text);
}

/** The original words, dimmed, in the place where the translation will stand. */
export function pendingContent(line: CaptionRecord): DraftContent {
  return { ...originalOf(line), state: 'draft', origin: 'pending', removed: false };
}

/** The original words, because no engine could translate them. */
export function untranslatedContent(line: CaptionRecord): SettledContent {
  return { ...originalOf(line), state: 'settled', origin: 'untranslated', removed: false };
}

export function translatedContent(
  line: CaptionRecord,
  target: string,
  translation: Translated,
): SettledContent {
  return { ...translationOf(line, target, translation), state: 'settled', removed: false };
}

/** The beginning that will hardly change of a sentence that is still open; nothing when there is none yet. */
export function draftContent(
  line: CaptionRecord,
  target: string,
  translation: Translated,
  shown: Content | undefined,
): DraftContent | undefined {
  const before = shown !== undefined && isTranslatedDraft(shown) ? shown.text : undefined;
  const text = grownDraft(before, settledBeginning(translation.text, target), target);
  if (text === '') return undefined;
  return { ...translationOf(line, target, { ...translation, text }), state: 'draft', removed: false };
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
export function personsContent(line: CaptionRecord, target: string, text: string): SettledContent {
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

/** Was this made from the line as it stands, with nothing left to do? */
export function isCurrent(line: LineRecord, content: Content | undefined): boolean {
  if (content === undefined) return false;
  if (line.kind !== 'caption') return content.removed === line.removed;
  return (
    content.removed === line.removed &&
    content.state === line.state &&
    content.revision === line.revision &&
    content.origin !== 'pending'
  );
}

/** Do readers see no difference between these? */
export function isSame(content: Content, shown: Content | undefined): boolean {
  return (
    shown !== undefined &&
    shown.text === content.text &&
    shown.state === content.state &&
    shown.origin === content.origin &&
    shown.revision === content.revision
  );
}

/** The line as a panel gets it. */
export function toLine({ line, rendering }: RenderedLine & { readonly rendering: Rendering }): Line {
  const { id, position } = line;
  const { version } = rendering;
  if (line.kind !== 'caption') {
    const { kind, at, lengthMs, speaker, language } = line;
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
  return {
    kind: 'caption',
    id,
    position,
    version,
    speaker: line.speaker,
    language: rendering.language,
    text: rendering.text,
    original: { language: line.language, text: line.text },
    state: rendering.state,
    origin: rendering.origin,
    corrected: rendering.corrected,
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

function asSpoken(line: CaptionRecord, origin: 'original' | 'same-language'): Content {
  return { ...originalOf(line), state: line.state, origin, removed: false };
}

function originalOf({ text, language, corrected, revision }: CaptionRecord) {
  return { text, language, corrected, revision };
}

function translationOf(line: CaptionRecord, target: string, { text, origin, engine, via }: Translated) {
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
