import type { SentenceData } from './sentence-data.ts';

/** Dutch. */
export const dutch: SentenceData = {
  // Titles and abbreviations of everyday writing.
  asks: `dhr mw mevr mej dr drs mr ir ing prof bc ds st kol gen kapt lt sgt burg bv bijv b.v d.w.z m.a.w i.p.v
    i.v.m o.a m.b.t m.n n.a.v t.a.v t.o.v t/m i.t.t ca nl resp incl excl evt vgl zgn tel afd str fam dir gem
    o.l.v i.s.m ivm ipv tst toest ~str plv wnd secr voorz penn vz mgr past kard gebr hfdst`,
  // Usage: what ends lists, eras, times, companies and units.
  mayEnd: 'enz etc e.d e.a m.b.v jr sr n.chr v.chr n.v b.v.b.a c.s jl a.s 0km 0kg u a.u.b s.v.p z.o.z',
  // Usage: references and months before a number.
  numbered: `nr nrs art blz pag p hfst par fig afb deel bijl jan feb mrt apr jun jul aug sep sept okt nov dec ma
    di wo vr za zo`,
  // Initials of two letters, as names are shortened.
  initials: 'Th Ch Ph IJ Chr Joh Wm Jac Fr',
  // Nouns that are counted by letters and numbers.
  labels: `optie plan groep klasse type team vitamine letter blok deel punt zaal kamer deur lijn niveau versie
    bijlage fase zone pagina hoofdstuk nummer spoor perron gate vraag stap etappe dia lokaal artikel`,
  // Pronouns, question words, conjunctions and adverbs that open spoken sentences.
  begins: `ik jij je hij zij ze wij we jullie u het dit dat deze die de een mijn jouw zijn haar onze ons hun wie
    wat wanneer waar waarom hoe welke welk als dan toen daarna daarvoor en maar of want omdat dus terwijl hoewel
    in op aan bij van voor met zonder na naar uit over onder door tegen tussen sinds tot om te ja nee niet niets
    niemand oké goed prima dank bedankt alsjeblieft hallo goedemorgen nu vandaag morgen gisteren hier daar
    misschien ook nog al altijd nooit vaak is zijn was waren heeft hebben kan kunnen zal zullen wordt moet mag
    alles alle allemaal sommige veel elke ieder iedereen eerst later straks tenslotte bovendien echter toch er
    laten even`,
  // Forms of “say” and “ask”.
  reports: 'zei zegt vroeg vraagt antwoordde riep',
  // The closed word classes, without words that also end sentences.
  cannotEnd: `de het een en of maar want omdat dat die als van met mijn jouw onze terwijl hoewel indien tenzij
    zodat zonder tussen tijdens volgens vanaf zeer elke elk ieder deze dit welke welk wiens dhr mevr dr prof te
    om wordt worden heeft hebben zal zullen kan kunnen moet moeten`,
};
