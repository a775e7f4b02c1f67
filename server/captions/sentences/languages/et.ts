import type { SentenceData } from './sentence-data.ts';

/** Estonian. */
export const estonian: SentenceData = {
  // Titles and abbreviations of everyday writing.
  asks: `hr pr prl dr prof dots mag ins dipl.ins knd end sh s.t st s.o nt nn nim u ca tn mnt pst pl tel vt vrd
    lk nr kl kpt kol ltn kin maj adv dir juh tlk linnap dir piisk kpt lip krs toim tõlk`,
  // Usage: what ends lists, eras, times, companies and units.
  mayEnd: `jne jms jt jpt jm e.m.a m.a.j eKr pKr e.kr p.kr a s.a k.a e.k 0a 0s 0km 0kg 0min 0eur 0tk saj saj.eKr
    mln mld tuh`,
  // Usage: references and months before a number.
  numbered: 'nr lk § p joon tabel ptk jaan veebr apr juun juul aug sept okt nov dets',
  // Initials of two letters, as names are shortened.
  initials: 'Th Ch Joh Jür',
  // Nouns that are counted by letters and numbers.
  labels: `plaan variant variandi rühm rühmas grupp klass klassis tüüp meeskond vitamiin täht blokk osa punkt
    saal ruum uks liin tase versioon lisa faas tsoon lehekülg peatükk number perroon tee küsimus samm etapp
    korrus hepatiit`,
  // Pronouns, question words, conjunctions and adverbs that open spoken sentences.
  begins: `mina ma sina sa tema ta meie me teie te nemad nad see need too minu sinu kes mis millal kus kuhu kust
    miks kuidas milline mitu kui siis pärast enne ja aga või sest kuna kuigi samas et jah ei mitte midagi keegi
    hästi olgu selge aitäh tänan palun tere nüüd täna homme eile siin seal võib-olla ka veel juba alati mitte
    kunagi tihti on oli olid oleme saame peame kõik iga mõned esmalt lõpuks lisaks siiski ainult vaatame`,
  ordinals: 'with-years',
  // Forms of “say” and “ask”.
  reports: 'ütles küsis vastas hüüdis',
  // The closed word classes, without words that also end sentences.
  cannotEnd: `ja või aga et sest kui kuid ning nagu väga iga kuna kuigi ehk ega vaid kelle mille kas hr pr dr
    prof minu sinu`,
};
