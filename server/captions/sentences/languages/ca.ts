import type { SentenceData } from './sentence-data.ts';

/** Catalan. */
export const catalan: SentenceData = {
  // Titles and abbreviations of everyday writing.
  asks: `sr sra srs srta dr dra prof profa il·lm il·lma hble mn ing arq adv av avda c pl pg ctra pàg p.ex ex
    aprox tel núm fig cf vs st sta gral exc rev eng inf c/ pça urb pol apt tlf inf adv not mons p magfc excm
    excma`,
  // Usage: what ends lists, eras, times, companies and units.
  mayEnd: 'etc s.l s.a ltda a.c d.c a.m p.m aC dC 0km 0kg 0h ptes jr',
  // Usage: references and months before a number.
  numbered: 'núm núms n pàg pp p art arts cap vol fig gen febr abr jul ag set oct nov des',
  // Nouns that are counted by letters and numbers.
  labels: `opció pla grup equip classe tipus vitamina lletra bloc part punt sala porta línia nivell versió annex
    fase zona pàgina capítol número andana via pregunta pas etapa planta`,
  // Pronouns, question words, conjunctions and adverbs that open spoken sentences.
  begins: `jo tu ell ella nosaltres vosaltres ells elles vostè vostès això aquest aquesta aquests aquestes
    aquell aquella el la els les l un una uns unes el en na meu seva seu qui què que quan on com per perquè quin
    quina quants si llavors després abans i però o doncs així mentre en a al de del amb sense sobre entre fins
    des sí no res ningú bé bo d'acord gràcies hola bon bona avui demà ahir ara aquí allà potser també encara
    sempre mai és són està estan hi ha hem tenim podem tot tots tota totes cada alguns molts finalment a més ja
    només`,
  // Forms of “say” and “ask”.
  reports: 'digué diu va preguntar preguntà respongué contestà',
  // The closed word classes, without words that also end sentences.
  cannotEnd: `el la els les l un una uns unes de del dels d a al als en per pel pels amb sense sobre entre fins
    i o ni però que si em et es ens us li cada segons malgrat mentre sr sra dr dra són és`,
};
