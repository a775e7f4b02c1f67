import type { ReactNode } from 'react';
import { nameIn } from './language-name.ts';

export interface LanguageOptionsProps {
  /** BCP 47 tags. */
  readonly tags: readonly string[];
  /** The language of the interface, in which the options are named and sorted. */
  readonly locale: string;
}

/** The options of a `select` of languages. */
export function LanguageOptions({ tags, locale }: LanguageOptionsProps): ReactNode {
  return tags
    .map((tag) => ({ tag, name: nameIn(locale, tag) }))
    .sort((one, other) => one.name.localeCompare(other.name, locale))
    .map(({ tag, name }) => (
      <option key={tag} value={tag}>
        {name}
      </option>
    ));
}
