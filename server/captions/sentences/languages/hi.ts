import type { SentenceData } from './sentence-data.ts';

/** Hindi: no capitals; letters of the English alphabet are written by their names. */
export const hindi: SentenceData = {
  // Titles and abbreviations of everyday writing.
  asks: `डॉ श्री श्रीमती सुश्री प्रो पं कु स्व रु रू प्रा इंजी ले कर्नल सं मो पृ मि सेंट मा क्र दू जि डा एड एडवो
    न्या`,
  // Usage: eras, units and companies in mid-sentence.
  mayGoOn: 'ई.पू ई वि.सं कि.मी कि.ग्रा सें.मी मि.मी मी लि कं किमी किग्रा ई.स',
  // Usage: references and months before a number.
  numbered: 'पृ सं नं क्र अनु धारा रु रू',
  // English letters by their Hindi names.
  initials: `ए बी सी डी ई एफ एफ़ जी एच आई जे के एल एम एन ओ पी क्यू आर एस टी यू वी डब्ल्यू एक्स वाई ज़ेड जेड भा
    रा प्र`,
  // Nouns that are counted by letters and numbers.
  labels: `योजना विकल्प समूह कक्षा वर्ग प्रकार टीम विटामिन अक्षर खंड भाग बिंदु कमरा हॉल गेट द्वार लाइन स्तर
    संस्करण परिशिष्ट चरण क्षेत्र पृष्ठ अध्याय नंबर प्लेटफॉर्म प्रश्न कदम मंज़िल हेपेटाइटिस प्लान ग्रुप`,
  // Pronouns, question words, conjunctions and adverbs that open spoken sentences.
  begins: `मैं तू तुम आप वह वे हम कौन क्या क्यों कैसे हाँ हां नहीं धन्यवाद शुक्रिया कृपया नमस्ते चलिए उसने
    उन्होंने मैंने हमने आपने`,
  // Forms of “say” and “ask”.
  reports: 'कहा पूछा बोला बोली बोले पूछी जवाब उत्तर चिल्लाया चिल्लाई पूछते कहते बोलीं कहने',
  // The closed word classes, without words that also end sentences.
  cannotEnd: `का के की को से में पर और या कि लेकिन मगर अगर जो जब क्योंकि ने तथा एवं बहुत यदि जैसे हर एक इस उस इन
    उन श्री श्रीमती डॉ`,
};
