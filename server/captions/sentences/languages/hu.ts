import type { SentenceData } from './sentence-data.ts';

/** Hungarian: years, months and days have a full stop, too. */
export const hungarian: SentenceData = {
  // Titles and abbreviations of everyday writing.
  asks: `dr ifj id özv prof ügyv mérn int ún pl kb ill vö ld stb.k u.n u ui ker krt u t tel mb szt gr br őrgy
    ezr alez szds hdgy főhdgy tbk ig vez h st ford szerk pld sz em fsz fszt ltp lkt lph jkv fej par szt igh tszf
    rkp krt hrsz irsz`,
  // Usage: what ends lists, eras, times, companies and units.
  mayEnd: 'stb s.t.b kft bt zrt nyrt rt jr 0sz 0km 0kg 0ft 0db 0fő 0perc e m.f ft db fő perc',
  // Usage: eras, units and companies in mid-sentence.
  mayGoOn: 'i.e i.sz kr.e kr.u',
  // Usage: references and months before a number.
  numbered: 'sz old o bek fej köt jan febr márc ápr máj jún júl aug szept okt nov dec',
  // Initials of two letters, as names are shortened.
  initials: 'Gy Sz Zs Cs Ty Ny Ly Dz Th Ch',
  // Nouns that are counted by letters and numbers.
  labels: `terv változat csoport osztály típus csapat vitamin betű blokk rész pont terem szoba ajtó vonal szint
    verzió melléklet fázis zóna oldal fejezet szám vágány kérdés lépés szakasz emelet kapu hepatitis`,
  // Pronouns, question words, conjunctions and adverbs that open spoken sentences.
  begins: `én te ő mi ti ők ön önök ez az ezek azok a egy ki mi mit mikor hol hová honnan miért hogyan hogy
    melyik hány mennyi ha akkor aztán azután utána előtte és de vagy mert tehát ezért amíg bár igen nem ne semmi
    senki jó jól rendben köszönöm köszönjük kérem kérjük szia sziasztok szervusz most ma holnap tegnap itt ott
    talán is még már mindig soha gyakran van vannak volt voltak lesz lehet kell tudunk mindenki minden néhány
    először végül ráadásul azonban mégis csak nézzük`,
  ordinals: 'with-years',
  // Articles before an ordinal.
  beforeOrdinal: 'a az egy',
  // Forms of “say” and “ask”.
  reports: 'mondta kérdezte felelte válaszolta kiáltotta',
  // The closed word classes, without words that also end sentences.
  cannotEnd: `a az egy és vagy de hogy mert ha amely ami aki amelyik amikor mint nagyon minden illetve valamint
    hanem sem bár mivel mielőtt miután azaz dr ifj`,
};
