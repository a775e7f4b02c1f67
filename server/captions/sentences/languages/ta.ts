import type { SentenceData } from './sentence-data.ts';

/** Tamil: no capitals, a full stop like Latin script, letters of the English alphabet by their names. Not judged by a speaker. */
export const tamil: SentenceData = {
  // Titles and abbreviations of everyday writing.
  asks: 'திரு திருமதி செல்வி டாக்டர் டாக் முனைவர் பேரா வழக் ரூ',
  // Usage: eras, units and companies in mid-sentence.
  mayGoOn: 'கி.மு கி.பி கி.மீ கி.கி செ.மீ மி.மீ லிட் பி.லிட் மு.ப பி.ப',
  // Usage: references and months before a number.
  numbered: 'எண் பக் ரூ கி.மு கி.பி',
  // English letters by their Tamil names, and Tamil initials.
  initials: `ஏ பி சி டி இ எஃப் எப் ஜி ஹெச் எச் ஐ ஜே கே எல் எம் என் ஓ பி க்யூ ஆர் எஸ் டி யு வி டபிள்யூ எக்ஸ் ஒய்
    இசட் மு சு கா நா ரா வை சி தி பா கி ச ந ர`,
  // Nouns that are counted by letters and numbers.
  labels: `திட்டம் குழு வகுப்பு வகை அணி வைட்டமின் எழுத்து பகுதி புள்ளி அறை கதவு வரி நிலை பதிப்பு கட்டம் மண்டலம்
    பக்கம் அத்தியாயம் எண் தளம் கேள்வி படி மாடி`,
  // Pronouns, question words, conjunctions and adverbs that open spoken sentences.
  begins: `நான் நீ நீங்கள் அவன் அவள் அவர் அது அவர்கள் நாம் நாங்கள் இது யார் என்ன எப்போது எங்கே ஏன் எப்படி ஆம்
    இல்லை சரி நன்றி தயவு வணக்கம் ஆனால் எனவே பிறகு`,
  // Forms of “say” and “ask”.
  reports: 'என்று என்றார் என்றான் என்றாள் கேட்டார் கேட்டான் கேட்டாள் சொன்னார்',
  // Usage, not judged by a speaker.
  cannotEnd: 'மற்றும் அல்லது ஆனால் ஒரு இந்த அந்த என்று மிகவும் எந்த திரு',
};
