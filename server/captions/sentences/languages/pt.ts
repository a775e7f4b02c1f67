import type { SentenceData } from './sentence-data.ts';

/** Portuguese, of Brazil and of Portugal. */
export const portuguese: SentenceData = {
  // CLDR's suppressions without words of their own (“mar.”, “com.”, “port.”); titles from usage.
  asks: `sr sra srs sras srta dr dra drs dras prof profa profs exmo exma ilmo ilma Eng enga arq Av D Pe fr Sto
    Sta S ten cap cel gen maj sgt alm dep sen min p.ex pág págs aprox Tel séc obs ref adv trav lgo pça al rod
    dir cf vs eng.º r estr est lg prç tv lot bl apto qd cx comte eng.ª arq.ª prof.ª sr.ª dr.ª maj ver des eng
    arq ap sl bl`,
  // Usage: what ends lists, eras, times, companies and units.
  mayEnd: 'etc ltda v.exa v.s.a s.a a.c d.c a.m p.m jr cia 0km 0kg 0h hab 0min',
  // Usage: references and months before a number.
  numbered: 'n nº n.º no pág p pp art arts cap vol fig tab inc jan fev abr jun jul ago set out nov dez',
  // Initials of two letters, as names are shortened.
  initials: 'Ch Th',
  // Nouns that are counted by letters and numbers.
  labels: `opção plano grupo equipe equipa classe tipo vitamina letra bloco parte ponto sala porta linha nível
    versão anexo fase zona página capítulo número plataforma pergunta passo etapa hepatite turma andar artigo`,
  // Pronouns, question words, conjunctions and adverbs that open spoken sentences.
  begins: `eu tu ele ela você vocês nós eles elas isto isso aquilo este esta estes estas esse essa esses essas
    aquele aquela o a os as um uma uns umas meu minha seu sua nosso nossa quem que quando onde como por porque
    qual quais quanto quantos se então depois antes e mas ou pois porém embora enquanto em no na nos nas de do
    da dos das com para pelo pela sem sobre entre até desde sim não nada ninguém bem bom boa ok obrigado
    obrigada desculpe olá oi hoje amanhã ontem agora aqui ali lá talvez também ainda sempre nunca é são está
    estão foi era há tem temos vamos pode podemos todo todos toda todas cada alguns muitos finalmente além assim
    portanto contudo entretanto já só`,
  // Forms of “say” and “ask”.
  reports: 'disse perguntou respondeu gritou acrescentou exclamou',
  // The closed word classes, without words that also end sentences.
  cannotEnd: `o a os as um uma uns umas de do da dos das em no na nos nas por pelo pela pelos pelas com para sem
    sobre entre até desde e ou mas que se cada me te lhe ao à aos às num numa dum duma são embora enquanto
    conforme segundo sr sra dr dra nem pois cujo cuja`,
};
