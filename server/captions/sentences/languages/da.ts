import type { SentenceData } from './sentence-data.ts';

/** Danish. */
export const danish: SentenceData = {
  // Titles and abbreviations of everyday writing.
  asks: `dr prof hr fr frk lic cand.mag cand.jur cand.polit cand.scient cand stud mag ing adv kl nr ca f.eks fx
    d.v.s dvs bl.a s.k inkl ekskl evt ifm iflg jf jvf pga p.g.a mht vedr tlf afd dir gen kapt kpt skt sct st pr
    resp ang forts tidl nuv såk adm fhv bestyr form`,
  // Usage: what ends lists, eras, times, companies and units.
  mayEnd: `osv o.s.v m.m mm m.fl mfl m.v mv o.l ol etc f.kr e.kr a.m.b.a jr sen 0km 0kg 0stk mio mia kr min sek
    a/s aps e.l s.u`,
  // Usage: references and months before a number.
  numbered: `nr s stk kap art par § fig tab bd jan feb mar apr jun jul aug sep sept okt nov dec man tirs ons
    tors fre lør søn v`,
  // Initials of two letters, as names are shortened.
  initials: 'Th Chr Joh Fr Ch',
  // Nouns that are counted by letters and numbers.
  labels: `plan mulighed gruppe klasse type hold vitamin bogstav blok del punkt sal lokale dør linje niveau
    version bilag fase zone side kapitel nummer spor perron gate spørgsmål trin etape bus hus`,
  // Pronouns, question words, conjunctions and adverbs that open spoken sentences.
  begins: `jeg du han hun den det vi i de dem man denne dette disse en et min mit mine din dit hans hendes vores
    jeres deres hvem hvad hvornår hvor hvorfor hvordan hvilken hvilket hvilke hvis så da derefter derpå efter
    før inden og men eller for fordi mens selvom på af med uden til fra ved under over gennem mellem hos ja jo
    nej ikke intet ingen godt okay fint tak hej god nu dag morgen går her der måske også endnu altid aldrig ofte
    er var har havde kan kunne skal skulle vil ville bliver må alle alt nogle mange hver først senere endelig
    desuden dog kom lad se`,
  ordinals: 'plain',
  // Articles, prepositions and weekdays before a date or a rank.
  beforeOrdinal: `den det de d til fra på i ved om mandag tirsdag onsdag torsdag fredag lørdag søndag hver min
    din sin vores hans hendes`,
  // Forms of “say” and “ask”.
  reports: 'sagde siger spurgte svarede råbte',
  // The closed word classes, without words that also end sentences.
  cannotEnd: `en et og eller men at som fordi hvis mens selvom ifølge mellem hos mit mine dit dine sin sit sine
    vores hver samt trods blandt hr fru dr prof er har havde skal skulle kan kunne vil ville bliver`,
};
