/** The sentence data of each language, made ready once. Pure. */
import { baseLanguage, UNDETERMINED } from '../../../../shared/language.ts';
import { german } from './de.ts';
import { english } from './en.ts';
import { spanish } from './es.ts';
import type { SentenceData } from './sentence-data.ts';

/** The lists of `SentenceData` as sets. */
export interface SentenceWords {
  readonly asks: ReadonlySet<string>;
  readonly mayEnd: ReadonlySet<string>;
  readonly numbered: ReadonlySet<string>;
  readonly initials: ReadonlySet<string>;
  readonly labels: ReadonlySet<string>;
  readonly begins: ReadonlySet<string>;
  readonly beforeOrdinal: ReadonlySet<string>;
  readonly reports: ReadonlySet<string>;
  readonly cannotEnd: ReadonlySet<string>;
  readonly ordinals: SentenceData['ordinals'];
}

/** Words a sentence of the language cannot end with, in small letters; empty for an unknown language. */
export function cannotEndWith(language: string): ReadonlySet<string> {
  return sentenceWordsOf(language).cannotEnd;
}

export function sentenceWordsOf(language: string): SentenceWords {
  const base = baseLanguage(language);
  const key = Object.hasOwn(ofLanguage, base) ? base : UNDETERMINED;
  const known = ready.get(key);
  if (known !== undefined) return known;
  const words = madeReady(ofLanguage[key] ?? {});
  ready.set(key, words);
  return words;
}

const ready = new Map<string, SentenceWords>();

const ofLanguage: Readonly<Record<string, SentenceData>> = {
  de: german,
  en: english,
  es: spanish,
};

/** Titles and Latin abbreviations that every language borrows. */
const everywhere = {
  asks: 'dr dra mr mrs Ms Mx prof sra srta St vs e.g i.e approx cf www',
  mayEnd: 'etc inc ltd Co corp jr ph.d m.d b.a m.a a.m p.m s.a',
};

function madeReady(data: SentenceData): SentenceWords {
  return {
    asks: setOf(everywhere.asks, data.asks),
    mayEnd: setOf(everywhere.mayEnd, data.mayEnd),
    numbered: setOf('No Nr Fig', data.numbered),
    initials: setOf(data.initials),
    labels: setOf(data.labels),
    begins: setOf(data.begins),
    beforeOrdinal: setOf(data.beforeOrdinal),
    reports: setOf(data.reports),
    cannotEnd: setOf(data.cannotEnd),
    ordinals: data.ordinals,
  };
}

function setOf(...lists: readonly (string | undefined)[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => list?.split(/\s+/u) ?? []).filter((word) => word !== ''));
}
