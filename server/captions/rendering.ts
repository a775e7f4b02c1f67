/** What one language shows of one line, before it has a version. Pure. */
import type { Line } from '../../shared/caption.ts';
import { ORIGINAL, readsAs } from '../../shared/language.ts';
import type { CaptionRecord, LineRecord, RenderedLine, Rendering } from './caption-store.ts';
import { grownDraft, settledBeginning } from './draft-text.ts';
import { isDoubtful } from './heard-language.ts';
import type { Translation } from './translator.ts';

export type Content = Omit<Rendering, 'lineId' | 'version' | 'delayMs'>;

/** What needs no engine: notes, removals, the original, and speech the reader understands as it is. */
export function contentWithoutTranslation(line: LineRecord, target: string): Content | undefined {
  if (line.removed) return { ...blank, removed: true };
  if (line.kind !== 'caption') return blank;
  if (target === ORIGINAL) return original(line, 'original', line.state);
  return needsTranslation(line, target) ? undefined : original(line, 'same-language', line.state);
}

/** Not what its reader understands as it is spoken. */
export function needsTranslation(line: CaptionRecord, target: string): boolean {
  return !readsAs(line.language, target) || isDoubtful(line.language, line.text);
}

/** The original words, dimmed, in the place where the translation will stand. */
export function pendingContent(line: CaptionRecord): Content {
  return original(line, 'pending', 'draft');
}

export function translatedContent(line: CaptionRecord, target: string, translation: Translation): Content {
  if (!translation.ok) return original(line, 'untranslated', 'settled');
  return {
    text: translation.text,
    language: target,
    state: 'settled',
    origin: translation.origin,
    engine: translation.engine,
    ...(translation.via === undefined ? {} : { via: translation.via }),
    corrected: line.corrected,
    revision: line.revision,
    removed: false,
  };
}

/** The beginning that will hardly change of a sentence that is still open; nothing when there is none yet. */
export function draftContent(
  line: CaptionRecord,
  target: string,
  translation: Extract<Translation, { ok: true }>,
  shown: Content | undefined,
): Content | undefined {
  const before = shown !== undefined && isTranslatedDraft(shown) ? shown.text : undefined;
  const text = grownDraft(before, settledBeginning(translation.text, target), target);
  if (text === '') return undefined;
  return { ...translatedContent(line, target, { ...translation, text }), state: 'draft' };
}

export function isTranslatedDraft(content: Content): boolean {
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
export function personsContent(line: CaptionRecord, target: string, text: string): Content {
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

const blank: Content = {
  text: '',
  language: 'und',
  state: 'settled',
  origin: 'original',
  corrected: false,
  revision: 0,
  removed: false,
};

function original(line: CaptionRecord, origin: Content['origin'], state: Content['state']): Content {
  const { text, language, corrected, revision } = line;
  return { text, language, state, origin, corrected, revision, removed: false };
}
