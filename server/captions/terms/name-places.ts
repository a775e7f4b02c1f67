/** Where in a sentence a single name may stand without being taken for an ordinary word. Pure. */
import { baseLanguage, UNDETERMINED } from '../../../shared/language.ts';
import type { ProtectedTerm } from '../ports/translator.ts';
import { isTitle } from './name-terms.ts';

/** `[start, end)` in `text`, spoken in `source`. Looks at a few characters round the place only. */
export function mayStandAt(
  { insideOnly, isFirstName }: ProtectedTerm,
  text: string,
  start: number,
  end: number,
  source: string = UNDETERMINED,
): boolean {
  if (insideOnly !== true) return true;
  return isInside(text, start, source) || (isFirstName === true && isSpokenTo(text, start, end));
}

/** Where a capital says that it is a name: not at the start of a sentence, and in German only after a title. */
function isInside(text: string, start: number, source: string): boolean {
  const before = text.slice(Math.max(0, start - LOOKS_BACK), start);
  const title = before.match(/(?<!\p{L})(\p{L}+)\.\s+$/u)?.[1];
  if (title !== undefined && isTitle(title)) return true;
  if (baseLanguage(source) === 'de') return false;
  return /[\p{L}\p{N}][,;:]?["'”’»)]*\s+["'“‘«(]*$/u.test(before);
}

/** "Mark, can you …?": at the start of a sentence, with a comma. */
function isSpokenTo(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - LOOKS_BACK), start);
  return (
    /^,\s/u.test(text.slice(end, end + ', '.length)) && /(?:^|[.!?…]["'”’»)]*\s+)["'“‘«(¿¡]*$/u.test(before)
  );
}

/** A word's last letter, some signs and blanks. */
const LOOKS_BACK = 20;
