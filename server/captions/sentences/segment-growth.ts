/** How a revised segment relates to a line that holds a part of it. Pure. */
import { isUnspaced } from '../../../shared/language.ts';
import { GROWS_WITHIN_MS } from '../caption-limits.ts';
import type { SpokenLine } from '../model/line.ts';
import type { Segment } from '../model/segment.ts';
import { joinable } from './joiner.ts';
import type { Speech } from './open-speech.ts';
import { sentenceText } from './pieces/sentence.ts';

/** The text of a segment beyond its part in this line; `undefined` when that part has changed. */
export function textAfter(line: SpokenLine, seq: number, text: string, language: string): string | undefined {
  if (!joinable(line.sourceLanguage, language)) return undefined;
  const parts = line.parts.filter((part) => part.segment === seq);
  const part = sentenceText({ parts, sourceLanguage: line.sourceLanguage });
  const more = text.slice(part.length);
  const isWhole = more === '' || /^\s/u.test(more) || isUnspaced(line.sourceLanguage);
  return text.startsWith(part) && isWhole ? more.trim() : undefined;
}

/** Zoom sends a growing segment again and again: its text beyond a line that has just settled is new speech, no correction. */
export function goesOn(line: SpokenLine, speech: Speech, seq: number, revision: Segment): boolean {
  const isNewest = speech.newestSegment === seq && speech.joiner.open === undefined;
  return isNewest && !line.edited && revision.receivedAt - line.receivedAt < GROWS_WITHIN_MS;
}
