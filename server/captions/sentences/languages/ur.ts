import type { SentenceData } from './sentence-data.ts';

/** Urdu, which is no language of RTMS, and is spoken by guests: no capitals. */
export const urdu: SentenceData = {
  // Titles and abbreviations of everyday writing.
  asks: 'ڈاکٹر ڈا پروفیسر پروف جناب م ص',
  // Usage: eras, units and companies in mid-sentence.
  mayGoOn: 'ء ق.م ق ہ کلومیٹر',
  // Usage: references and months before a number.
  numbered: 'ص نمبر',
  // Pronouns, question words, conjunctions and adverbs that open spoken sentences.
  begins: 'میں تم آپ وہ ہم کون کیا کب کہاں کیوں کیسے ہاں جی نہیں شکریہ براہ سلام السلام',
  // Forms of “say” and “ask”.
  reports: 'کہا پوچھا بولا بولی',
  // The closed word classes, without words that also end sentences.
  cannotEnd: 'کا کے کی کو سے میں پر اور یا کہ لیکن مگر اگر جو جب کیونکہ نے بہت ہر ایک اس ان',
};
