/** The sentence data of each language, made ready once. Pure. */
import { baseLanguage, UNDETERMINED } from '../../../../shared/language.ts';
import { arabic } from './ar.ts';
import { bengali } from './bn.ts';
import { catalan } from './ca.ts';
import { czech } from './cs.ts';
import { danish } from './da.ts';
import { german } from './de.ts';
import { greek } from './el.ts';
import { english } from './en.ts';
import { spanish } from './es.ts';
import { estonian } from './et.ts';
import { persian } from './fa.ts';
import { finnish } from './fi.ts';
import { filipino } from './fil.ts';
import { french } from './fr.ts';
import { hebrew } from './he.ts';
import { hindi } from './hi.ts';
import { hungarian } from './hu.ts';
import { indonesian } from './id.ts';
import { italian } from './it.ts';
import { japanese } from './ja.ts';
import { korean } from './ko.ts';
import { malay } from './ms.ts';
import { dutch } from './nl.ts';
import { polish } from './pl.ts';
import { portuguese } from './pt.ts';
import { romanian } from './ro.ts';
import { russian } from './ru.ts';
import type { SentenceData } from './sentence-data.ts';
import { swedish } from './sv.ts';
import { tamil } from './ta.ts';
import { telugu } from './te.ts';
import { thai } from './th.ts';
import { turkish } from './tr.ts';
import { ukrainian } from './uk.ts';
import { urdu } from './ur.ts';
import { vietnamese } from './vi.ts';
import { cantonese } from './yue.ts';
import { chinese } from './zh.ts';

/** The lists of `SentenceData` as sets. */
export interface SentenceWords {
  readonly asks: ReadonlySet<string>;
  readonly mayEnd: ReadonlySet<string>;
  readonly mayGoOn: ReadonlySet<string>;
  readonly numbered: ReadonlySet<string>;
  readonly initials: ReadonlySet<string>;
  readonly labels: ReadonlySet<string>;
  readonly begins: ReadonlySet<string>;
  readonly beforeOrdinal: ReadonlySet<string>;
  readonly afterOrdinal: ReadonlySet<string>;
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
  ar: arabic,
  bn: bengali,
  ca: catalan,
  cs: czech,
  da: danish,
  de: german,
  el: greek,
  en: english,
  es: spanish,
  et: estonian,
  fa: persian,
  fi: finnish,
  fil: filipino,
  fr: french,
  he: hebrew,
  hi: hindi,
  hu: hungarian,
  id: indonesian,
  it: italian,
  ja: japanese,
  ko: korean,
  ms: malay,
  nl: dutch,
  pl: polish,
  pt: portuguese,
  ro: romanian,
  ru: russian,
  sv: swedish,
  ta: tamil,
  te: telugu,
  th: thai,
  tr: turkish,
  uk: ukrainian,
  ur: urdu,
  vi: vietnamese,
  yue: cantonese,
  zh: chinese,
  tl: filipino,
};

/** Titles and Latin abbreviations that every language borrows. */
const everywhere = {
  asks: 'dr dra mr mrs Ms Mx prof sra srta St vs e.g i.e approx cf www',
  mayGoOn: '&Co',
  mayEnd: 'etc inc ltd Co corp jr ph.d m.d b.a m.a a.m p.m s.a',
};

function madeReady(data: SentenceData): SentenceWords {
  return {
    asks: setOf(everywhere.asks, data.asks),
    mayEnd: setOf(everywhere.mayEnd, data.mayEnd),
    mayGoOn: setOf(everywhere.mayGoOn, data.mayGoOn),
    numbered: setOf('No Nr Fig', data.numbered),
    initials: setOf(data.initials),
    labels: setOf(data.labels),
    begins: setOf(data.begins),
    beforeOrdinal: setOf(data.beforeOrdinal),
    afterOrdinal: setOf(data.afterOrdinal),
    reports: setOf(data.reports),
    cannotEnd: setOf(data.cannotEnd),
    ordinals: data.ordinals,
  };
}

function setOf(...lists: readonly (string | undefined)[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => list?.split(/\s+/u) ?? []).filter((word) => word !== ''));
}
