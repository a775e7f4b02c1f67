import type { SentenceData } from './sentence-data.ts';

/** Italian. */
export const italian: SentenceData = {
  // CLDR's suppressions without words of their own (“ver.”, “all.”, “int.”); titles from usage.
  asks: `dott dott.ssa dr prof prof.ssa proff sig sig.ra sig.na sigg ing avv arch geom rag cav comm on sen gen
    col cap mons s.e p.es es ad.es pag tav fig vol art ca tel spett egr gent.mo gent.ma gent preg.mo ill.mo s
    rev dir segr v.le p.za p.zza c.so l.go str circ uff resp ammin dep on.le geom.ra perit ten magg mar brig
    serg mons sac p m.llo cav.uff prot rif sc`,
  // Usage: what ends lists, eras, times, companies and units.
  mayEnd: 'ecc s.p.a s.r.l s.n.c s.a.s a.c d.c p.m a.m n.b jr c.c.p 0km 0kg 0h min sec',
  // Usage: references and months before a number.
  numbered: `n nn nr nro pag pagg art artt cap vol fig tav gen feb mar apr mag giu lug ago set sett ott nov dic
    int sc`,
  // Initials of two letters, as names are shortened.
  initials: 'Ch Gb Gm Gf',
  // Nouns that are counted by letters and numbers.
  labels: `opzione piano gruppo squadra classe tipo vitamina lettera blocco parte punto sala porta linea livello
    versione allegato fase zona pagina capitolo numero binario domanda passo tappa scala epatite articolo aula`,
  // Pronouns, question words, conjunctions and adverbs that open spoken sentences.
  begins: `io tu lui lei egli ella noi voi loro questo questa questi queste quello quella quelli quelle ciò il
    lo la i gli le l un uno una mio mia tuo sua suo nostro vostro chi che cosa quando dove come perché quale
    quali quanto quanti se allora poi dopo prima e ed ma o oppure quindi però mentre siccome così in a da di con
    su per tra fra al alla nel nella dal del della sì no non niente nessuno bene ok grazie prego scusi scusa
    ciao buongiorno buonasera salve oggi domani ieri ora adesso qui qua là forse anche ancora sempre mai spesso
    è sono era c ci abbiamo ho ha hanno possiamo vorrei tutto tutti tutte ogni alcuni molti infine inoltre
    tuttavia vediamo ecco magari`,
  // Forms of “say” and “ask”.
  reports: 'disse dice chiese chiede rispose gridò aggiunse esclamò',
  // The closed word classes, without words that also end sentences.
  cannotEnd: `il lo la i gli le l un uno una di a da in con su per tra fra del dello della dei degli delle dell
    al allo alla ai agli alle all dal dallo dalla dai dagli dalle nel nello nella nei negli nelle sul sullo
    sulla sui sugli sulle e ed o oppure ma che se mentre non mi ti si ci vi ogni qualche è dott sig ing prof
    affinché benché sebbene poiché oltre verso presso secondo`,
};
