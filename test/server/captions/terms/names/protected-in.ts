import { termFinder } from '../../../../../server/captions/terms/glossary-terms.ts';
import { nameTerms } from '../../../../../server/captions/terms/names/name-terms.ts';

/** The words of `text` that stay as they are while somebody of this display name is in the meeting. */
export function protectedIn(text: string, displayName: string, source = 'en'): string[] {
  return termFinder(nameTerms(displayName))
    .find(text, source)
    .map(({ start, end }) => text.slice(start, end));
}
