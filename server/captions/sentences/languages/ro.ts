import type { SentenceData } from './sentence-data.ts';

/** Romanian. */
export const romanian: SentenceData = {
  // Titles and abbreviations of everyday writing.
  asks: `dl d-l dna d-na dlui dr prof ing arh av conf lect asist acad gen col lt mr cpt sf str bd b-dul șos bl
    sc ap et jud com mun tel p.ex de.ex cca aprox alin pct cf vs sec gral pl slt comis chest adj sg plut preot
    pr ec cons min dep sen vicep sect`,
  // Usage: what ends lists, eras, times, companies and units.
  mayEnd: 'etc s.a s.r.l srl ș.a ș.a.m.d ș.cl î.hr d.hr î.e.n e.n a.m p.m jr mil mld 0km 0kg 0lei',
  // Usage: references and months before a number.
  numbered: 'nr art alin pag p pct cap vol fig ian feb mar apr iun iul aug sept oct nov dec',
  // Initials of two letters, as names are shortened.
  initials: 'Gh Șt Al Th Ch',
  // Nouns that are counted by letters and numbers.
  labels: `opțiunea varianta planul plan grupa grupul echipa clasa tip tipul vitamina litera blocul partea
    punctul sala poarta linia nivelul versiunea anexa faza zona pagina capitolul numărul peronul întrebarea
    pasul etapa etajul hepatita`,
  // Pronouns, question words, conjunctions and adverbs that open spoken sentences.
  begins: `eu tu el ea noi voi ei ele dumneavoastră acesta aceasta acest această aceste acești asta ăsta acela
    aceea un o niște cine ce când unde cum de care cât câți dacă atunci apoi după înainte și dar sau ori deci
    însă iar fiindcă pentru că deoarece în la din pe cu fără între până da nu nimic nimeni bine bun bună
    mulțumesc mulțumim vă rog salut azi astăzi mâine ieri acum aici acolo poate și încă mereu niciodată este e
    sunt era a au am avem putem hai toți toate fiecare unii mulți în sfârșit totuși așa doar`,
  // Forms of “say” and “ask”.
  reports: 'zis spus întrebat răspuns strigat zise spuse întrebă răspunse',
  // The closed word classes, without words that also end sentences.
  cannotEnd: `un o unei unui niște al ai ale cel cea cei cele de la din pe cu pentru prin în între fără sub
    peste spre despre către și sau ori dar însă iar că să dacă deși deoarece fiindcă foarte mai ca nici lui mi
    ți îi își vă dl dna dr prof sunt este`,
};
