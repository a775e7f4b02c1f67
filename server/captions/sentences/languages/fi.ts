import type { SentenceData } from './sentence-data.ts';

/** Finnish. */
export const finnish: SentenceData = {
  // Titles and abbreviations of everyday writing.
  asks: `hra rva nti tri dr prof dos maist tekn.tri fil.tri dipl.ins ins toht esim mm ns so s.o ts t.s ko ym.s
    ks vrt n noin klo nro puh os v vs tj pj siht kapt ev kenr maj luutn pyhä pst k varat rov toim joht puh.joht
    siht os.joht til lis pv kapt ltn kok arv`,
  // Usage: what ends lists, eras, times, companies and units.
  mayEnd: `jne ym yms tms jms ynnä eaa jaa e.kr j.kr eKr jKr oy ab ky 0v 0vs 0kpl 0km 0kg 0min 0e 0eur mrd milj
    a.d 0mm`,
  // Usage: references and months before a number.
  numbered: `nro s sivu luku kohta § kuva taulukko klo tammik helmik maalisk huhtik toukok kesäk heinäk elok
    syysk lokak marrask jouluk`,
  // Initials of two letters, as names are shortened.
  initials: 'Th Ch Joh Fr',
  // Nouns that are counted by letters and numbers.
  labels: `vaihtoehto suunnitelma ryhmä luokka tyyppi joukkue vitamiini vitamiinia kirjain lohko osa kohta sali
    huone ovi linja taso versio liite vaihe vyöhyke sivu sivulla luku numero laituri raide kysymys askel kerros
    portti hepatiitti`,
  // Pronouns, question words, conjunctions and adverbs that open spoken sentences.
  begins: `minä mä sinä sä hän me te he se ne tämä nämä tuo nuo minun sinun hänen meidän teidän heidän kuka mikä
    mitä milloin koska missä mihin mistä miksi miten kuinka kumpi jos niin sitten sen jälkeen ennen ja mutta tai
    vai eli vaan että kun vaikka kyllä joo ei en emme älä mitään kukaan hyvä hyvin selvä kiitos kiitoksia ole
    anteeksi hei moi terve nyt tänään huomenna eilen täällä tässä siellä siinä ehkä myös vielä jo aina usein on
    ovat oli olivat onko voimme voi pitää täytyy kaikki joka jokainen jotkut ensin lopuksi lisäksi kuitenkin
    vain katsotaan`,
  ordinals: 'plain',
  // Forms of “say” and “ask”.
  reports: 'sanoi kysyi vastasi huusi',
  // The closed word classes, without words that also end sentences.
  cannotEnd: `ja tai mutta että koska jos kun joka jotka jonka jossa sekä eli vaan vaikka kuin jotta erittäin
    eikä vai sillä mikäli kunnes minun sinun hra rva dr prof`,
};
