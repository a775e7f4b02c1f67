import type { SentenceData } from './sentence-data.ts';

/** French, of France and of Canada: a title at the end of a line waits, “M.” among them. */
export const french: SentenceData = {
  // CLDR's suppressions without words of their own (“mer.”, “lun.”); titles from usage.
  asks: `M MM mme mmes mlle mlles mgr me dr drs pr prof st ste p.ex c.-à-d cad env av bd boul ste adr apt appt
    coll éd fig hôp imm réf resp adj ing lt gén cdt sgt maj vs cf inf dir ens méd tél rte pl bât ch arr dép apr
    fbg imp sq esc gén cmdt adjt prés sén op ibid suiv approx max min r lic archit avoc not exc rév sr gouv
    intend chap secr adm sup inf méd vét chir hon me vve`,
  // Usage: what ends lists, eras, times, companies and units.
  mayEnd: `etc j.-c av.j.-c ap.j.-c s.a.r.l s.a inc ltée cie jr 0h 0km 0kg 0min p.-d.g n.b enr hab s.e.n.c`,
  // Usage: references and months before a number.
  numbered: 'no nos n° art p pp vol chap fig janv févr avr juil sept oct nov déc par §',
  // Initials of two letters, as names are shortened.
  initials: 'Ch Ph Th Fr Gr J.-P J.-C J.-M',
  // Nouns that are counted by letters and numbers.
  labels: `option plan groupe classe type équipe vitamine lettre bloc partie point salle porte ligne niveau
    version annexe phase zone page chapitre numéro quai voie question étape bâtiment escalier hépatite article
    étage`,
  // Pronouns, question words, conjunctions and adverbs that open spoken sentences.
  begins: `je tu il elle on nous vous ils elles ce c cette ces cet ça cela ceci celui celle le la les l un une
    des du de d mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs qui que qu quoi quand où comment
    pourquoi combien quel quelle quels quelles si alors ensuite puis après avant et mais ou donc or car parce
    comme dans en à au aux sur sous pour par avec sans chez depuis pendant entre vers oui non si bien bon merci
    bonjour bonsoir salut voilà voici aujourd demain hier maintenant ici là peut peut-être aussi encore toujours
    jamais souvent est-ce est sont il y a j n s m t tout toute tous toutes rien personne chaque plusieurs
    certains quelques enfin finalement cependant pourtant toutefois d'abord allez allons regardez écoutez pardon
    désolé`,
  // Forms of “say” and “ask”.
  reports: 'dit demande demanda répond répondit cria ajouta murmura',
  // The closed word classes, without words that also end sentences.
  cannotEnd: `le la les l un une des du de d à au aux dans par pour sur chez entre vers et ou mais car que qu si
    lorsque puisque parce dont je j tu on ne n me te se mon ma mes ton ta tes sa ses notre votre leur leurs ce
    cet cette ces est sont ont très chaque quel quelle quels quelles quelques mme mlle dr selon malgré sauf
    comme afin`,
};
