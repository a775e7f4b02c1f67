import type { SentenceData } from './sentence-data.ts';

/** Telugu: no capitals, a full stop like Latin script, letters of the English alphabet by their names. Not judged by a speaker. */
export const telugu: SentenceData = {
  // Titles and abbreviations of everyday writing.
  asks: 'డా డాక్టర్ శ్రీ శ్రీమతి కుమారి ప్రొ ప్రొఫె రూ నం పే మి సం చి అడ్వ గం',
  // Usage: eras, units and companies in mid-sentence.
  mayGoOn: 'క్రీ.పూ క్రీ.శ కి.మీ కి.గ్రా సెం.మీ మి.మీ లి ఉ.గం సా.గం',
  // Usage: references and months before a number.
  numbered: 'నం పే రూ క్రీ.పూ క్రీ.శ',
  // English letters by their Telugu names.
  initials: `ఎ ఏ బి సి డి ఇ ఎఫ్ జి హెచ్ ఐ జె జే కె కే ఎల్ ఎం ఎమ్ ఎన్ ఓ పి క్యూ ఆర్ ఎస్ టి యు వి డబ్ల్యు ఎక్స్ వై
    జెడ్`,
  // Nouns that are counted by letters and numbers.
  labels: `ప్రణాళిక సమూహం తరగతి రకం జట్టు విటమిన్ అక్షరం భాగం బిందువు గది తలుపు వరుస స్థాయి వెర్షన్ దశ మండలం
    పేజీ అధ్యాయం సంఖ్య ప్రశ్న అడుగు అంతస్తు`,
  // Pronouns, question words, conjunctions and adverbs that open spoken sentences.
  begins: `నేను నువ్వు మీరు అతను ఆమె అది వారు వాళ్ళు మేము మనం ఇది ఎవరు ఏమిటి ఎప్పుడు ఎక్కడ ఎందుకు ఎలా అవును కాదు
    లేదు సరే ధన్యవాదాలు దయచేసి నమస్కారం కానీ కాబట్టి తర్వాత`,
  // Forms of “say” and “ask”.
  reports: 'అని అన్నారు అన్నాడు అడిగారు అడిగాడు అంది',
  // Usage, not judged by a speaker.
  cannotEnd: 'మరియు లేదా కానీ ఒక ఈ ఆ అని చాలా ఏ శ్రీ డా',
};
