import type { SentenceData } from './sentence-data.ts';

/** Polish. */
export const polish: SentenceData = {
  // Titles and abbreviations of everyday writing.
  asks: `p pp inż mgr dr hab prof lek med lic doc ks bp abp kard o s św gen płk ppłk mjr kpt por ppor sierż red
    dyr prez wicedyr ul al pl os im np tzn tj tzw m.in min in ww wg wsp zob por lit tel kom ds d.s mec adw not
    śp jw wz zast kier pt r.pr tow st asp kpr plut ogn szer chor sp w.c al.j.p przew sekr skarb woj pow gm m.st
    wlkp mł kl pw zw ew ewent`,
  // Usage: what ends lists, eras, times, companies and units.
  mayEnd: `itd itp etc i.in p.n.e n.e o.o sp sp.z.o.o s.a s.c sp.j sp.k ltd jr 0w 0r 0zł 0gr 0godz 0min 0km 0kg
    m.p 0rr cdn zł gr szt kg`,
  // Usage: eras, units and companies in mid-sentence.
  mayGoOn: '0tys 0mln 0mld',
  // Usage: references and months before a number.
  numbered: `nr str s art pkt par ust rys tab t godz ok r rozdz sty lut mar kwi maj cze lip sie wrz paź lis gru
    pon wt śr czw pt sob niedz pp`,
  // Initials of two letters, as names are shortened.
  initials: 'Cz Sz Ch Rz St Wł Kaz Ks Dz',
  // Nouns that are counted by letters and numbers.
  labels: `plan wariant opcja opcję opcji wariantu grupa grupie klasa klasie typ typu zespół witamina witaminy
    witaminę litera blok część punkt sala sali drzwi linia poziom wersja załącznik faza strefa strona rozdział
    numer peron tor pytanie krok piętro gate pokój`,
  // Pronouns, question words, conjunctions and adverbs that open spoken sentences.
  begins: `ja ty on ona ono my wy oni one pan pani państwo to ten ta te ci tamten mój moja twój jego jej nasz
    wasz ich kto co kiedy gdzie dokąd dlaczego czemu jak który która które ile jeśli jeżeli gdy wtedy potem
    później następnie przedtem a ale lub albo bo ponieważ więc dlatego podczas i w we na z ze do od dla po przez
    przy pod nad za bez między przed u o tak nie nic nikt dobrze dobra dziękuję dziękujemy dzięki proszę cześć
    dzień teraz dziś dzisiaj jutro wczoraj tu tutaj tam może też także jeszcze już zawsze nigdy często jest są
    był była było byli ma mają możemy musimy będzie będą wszyscy wszystko każdy ktoś najpierw wreszcie ponadto
    jednak tylko czy niech`,
  ordinals: 'plain',
  // Prepositions and nouns before a date or a rank.
  beforeOrdinal: 'w we do od na po przed dnia dnem z ze za o około przy',
  // Forms of “say” and “ask”.
  reports: 'powiedział powiedziała zapytał zapytała spytał spytała odpowiedział odparł odparła zawołał',
  // The closed word classes, without words that also end sentences.
  cannotEnd: `i oraz lub albo ale że bo ponieważ gdy jeśli jeżeli który która które którzy którego której w we
    na z ze do od dla po przez przy pod nad za u o bez między przed aby żeby czy niż a bardzo ani jako według
    wśród wobec oprócz dr prof inż ul`,
};
