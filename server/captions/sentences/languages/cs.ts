import type { SentenceData } from './sentence-data.ts';

/** Czech. */
export const czech: SentenceData = {
  // Titles and abbreviations of everyday writing.
  asks: `p pí ing mgr bc dr doc prof mudr mvdr judr phdr rndr thdr paeddr rsdr dis arch akad plk pplk mjr kpt
    npor por sv ul nám tř např tj tzn tzv tzn mj resp popř příp cca kupř č čís odst písm str vyd ad red zvl zn
    tel mob vč zejm viz hl st min.r ř kol s.r.v r.č čp čj psč gen řed odd odb kpr prap nadpor rtm pprap mn hosp
    roz lek gen pol`,
  // Usage: what ends lists, eras, times, companies and units.
  mayEnd: `atd apod aj atp etc př.n.l n.l př.kr po.kr s.r.o a.s spol v.o.s o.p.s z.s ph.d csc drsc jun sen ml
    0hod 0h 0min 0kč 0km 0kg 0st 0stol 0r h stol`,
  // Usage: eras, units and companies in mid-sentence.
  mayGoOn: '0tis 0mil 0mld',
  // Usage: references and months before a number.
  numbered: `č čís str s odst písm kap obr tab sv roč r čl led ún bř dub kvě čvn čvc srp zář říj list pros`,
  // Initials of two letters, as names are shortened.
  initials: 'Ch Dr St Fr',
  // Nouns that are counted by letters and numbers.
  labels: `plán plánu varianta variantu varianty varianta možnost skupina skupině třída třídě typ tým vitamin
    vitamín písmeno blok část bod sál dveře linka úroveň verze příloha fáze zóna strana stránka straně kapitola
    číslo nástupiště kolej otázka krok patro hepatitida gate pokoj učebna učebně`,
  // Pronouns, question words, conjunctions and adverbs that open spoken sentences.
  begins: `já ty on ona ono my vy oni ony to ten ta toto tento tato tyto ti tohle můj moje tvůj jeho její náš
    váš jejich kdo co kdy kde kam proč jak který která které kolik když pokud jestli potom pak poté předtím a
    ale nebo anebo protože takže proto zatímco i v ve na z ze do od pro po při s se bez mezi před k ke u o ano
    ne nic nikdo dobře dobrá děkuji děkujeme díky prosím ahoj dobrý teď nyní dnes zítra včera tady zde tam možná
    také taky ještě už vždy nikdy často je jsou byl byla bylo byli má mají můžeme musíme bude budou všichni
    všechno každý někdo nejdřív nakonec navíc však přesto jen`,
  ordinals: 'plain',
  // Prepositions before a date or a rank.
  beforeOrdinal: 'v ve do od na k ke po před dne pro za z ze při okolo kolem',
  // Forms of “say” and “ask”.
  reports: 'řekl řekla zeptal zeptala odpověděl odpověděla zavolal',
  // The closed word classes, without words that also end sentences.
  cannotEnd: `a i nebo anebo ale že protože když jestli pokud který která které kteří v ve na z ze do od pro po
    přes při pod nad za u o bez mezi před k ke s aby než velmi bych bychom byste není-li ať ani jako podle kvůli
    kromě pan paní ing dr`,
};
