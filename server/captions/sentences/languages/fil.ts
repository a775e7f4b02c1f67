import type { SentenceData } from './sentence-data.ts';

/** Filipino. */
export const filipino: SentenceData = {
  // Titles and abbreviations of everyday writing.
  asks: `g gng bb dr dra prof inh engr arch atty hon gob sen kgg rev fr sr sto sta st gen col kap brgy bgy kgy
    kol blg bilang pah p.e hal bil tel ave blvd blk lt`,
  // Usage: what ends lists, eras, times, companies and units.
  mayEnd: 'atbp at.iba.pa iba.pa jr sr inc ltd co corp a.m p.m n.u n.h n.g a.d b.c m.d ph.d n.t 0km 0kg',
  // Usage: references and months before a number.
  numbered: `blg no pah p kab art sek ene peb mar abr hun hul ago set okt nob dis jan feb apr jun jul aug sept
    oct nov dec`,
  // Initials of two letters, as names are shortened.
  initials: 'Ma Th Ch Jo',
  // Nouns that are counted by letters and numbers.
  labels: `plano opsiyon grupo klase uri pangkat bitamina letra bloke bahagi punto silid pinto linya antas
    bersyon pahina kabanata numero plataporma tanong hakbang plan option grade vitamin team room gate page type
    group class section`,
  // Pronouns, question words, conjunctions and adverbs that open spoken sentences.
  begins: `ako ikaw ka siya tayo kami kayo sila ito iyan iyon ang si sina may mayroon wala sino ano kailan saan
    bakit paano alin ilan kung tapos pagkatapos bago at pero ngunit o dahil kasi kaya habang kahit sa nasa para
    mula hanggang oo opo hindi huwag walang salamat maraming pakiusap paki kumusta magandang ngayon bukas
    kahapon dito diyan doon siguro baka pwede puwede dapat lahat bawat ilang una sa wakas tayo na sige pasensya`,
  // Forms of “say” and “ask”.
  reports: 'sabi tanong sagot sigaw wika',
  // The closed word classes, without words that also end sentences.
  cannotEnd: `ang ng sa si ni kay mga at o pero ngunit dahil kung nang para sina nina kina ay isang bawat upang
    habang mula tungkol gaya kaysa`,
};
