/** What one language shows of one line, before it has a version. Pure. */
import type { Line } from '../../shared/caption.ts';
import { ORIGINAL, readsAs } from '../../shared/language.ts';
import type { CaptionRecord, LineRecord, RenderedLine, Rendering } from './caption-store.ts';
import type { Translation } from './translator.ts';

export type Content = Omit<Rendering, 'lineId' | 'version' | 'delayMs'>;

/** What needs no engine: notes, removals, the original, and speech the reader understands as it is. */
export function contentWithoutTranslation(line: LineRecord, target: string): Content | undefined {
  if (line.removed) return { ...blank, removed: true };
  if (line.kind !== 'caption') return blank;
  if (target === ORIGINAL) return original(line, 'original', line.state);
  if (readsAs(line.language, target)) return original(line, 'same-language', line.state);
  return undefined;
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
    removed: false,
  };
}

/** Was this rendering made from the line as it stands, with nothing left to do? */
export function isCurrent(line: LineRecord, rendering: Rendering | undefined): boolean {
  if (rendering === undefined) return false;
  if (line.kind !== 'caption') return true;
  return (
    rendering.state === line.state && rendering.corrected === line.corrected && rendering.origin !== 'pending'
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
  removed: false,
};

function original(line: CaptionRecord, origin: Content['origin'], state: Content['state']): Content {
  const { text, language, corrected } = line;
  return { text, language, state, origin, corrected, removed: false };
}
