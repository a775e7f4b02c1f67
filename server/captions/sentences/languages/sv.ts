import type { SentenceData } from './sentence-data.ts';

/** Swedish. */
export const swedish: SentenceData = {
  // Titles and abbreviations of everyday writing.
  asks: `dr prof doc fil med jur ing civ.ing t.ex bl.a bla d.v.s dvs s.k kl nr ca fr.o.m t.o.m resp jfr f.d
    p.g.a pga m.a.o ang avs inkl exkl obs forts tel adj gen kapt övlt hr fr frk k.h e.o bif ev evtl gm vs v.h
    leg tandl ordf sekr kass avd årg v kyrkoh komm förf red utg gr s:t gen.dir v.d överl teol vet fr.o.m exp ung
    mån tis ons tors fre lör sön`,
  // Usage: what ends lists, eras, times, companies and units.
  mayEnd: `osv o.s.v m.m mm m.fl mfl o.d dyl o.dyl etc f.kr e.kr f.n a.s jr sr 0km 0kg 0st 0min 0kr milj mdr tkr
    inc ab 0tr vån kr st`,
  // Usage: references and months before a number.
  numbered: `nr sid s kap art par fig tab bil jan feb mar apr jun jul aug sept okt nov dec v tr mån tis ons tors
    fre lör sön`,
  // Initials of two letters, as names are shortened.
  initials: 'Th Ch Chr Joh Fr',
  // Nouns that are counted by letters and numbers.
  labels: `plan alternativ grupp klass typ lag vitamin bokstav block del punkt sal rum dörr linje nivå version
    bilaga fas zon sida kapitel nummer spår perrong gate fråga steg etapp våning buss hepatit`,
  // Pronouns, question words, conjunctions and adverbs that open spoken sentences.
  begins: `jag du han hon den det vi ni de dom man detta denna dessa en ett min mitt mina din ditt hans hennes
    vår vårt våra er ert deras vem vad när var vart varför hur vilken vilket vilka om då sedan sen efter innan
    före och men eller för så eftersom medan fast i på av med utan till från vid under över genom mellan hos ja
    jo nej inte inget ingen bra okej tack hej god nu idag imorgon igår här där kanske också även ännu alltid
    aldrig ofta är var har hade kan kunde ska skulle blir vill måste får alla allt några många varje först
    slutligen dessutom dock ändå snälla kom låt titta`,
  // Forms of “say” and “ask”.
  reports: 'sa sade säger frågade svarade ropade',
  // The closed word classes, without words that also end sentences.
  cannotEnd: `en ett och eller men att som eftersom medan enligt mellan varje våra vårt mitt mina ditt dina sin
    sitt sina hos samt fast ifall huruvida trots bland inklusive herr fru dr prof är var har hade ska skulle kan
    kunde`,
};
