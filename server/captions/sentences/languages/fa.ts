import type { SentenceData } from './sentence-data.ts';

/** Persian: no capitals. */
export const persian: SentenceData = {
  // Titles and abbreviations of everyday writing.
  asks: 'د دکتر.م ر.ک رک ص.پ تلفن',
  // Usage: what ends lists, eras, times, companies and units.
  mayEnd: 'الخ',
  // Usage: eras, units and companies in mid-sentence.
  mayGoOn: 'ق.م ب.م ه.ش ه.ق م ق ش هـ.ش هـ.ق پ.م',
  // Usage: references and months before a number.
  numbered: 'صص ماده بند فصل',
  // Nouns that are counted by letters and numbers.
  labels: `گزینه گروه طرح برنامه کلاس نوع تیم ویتامین حرف بلوک بخش بند سالن اتاق سطح نسخه پیوست فاز منطقه صفحه
    فصل شماره سکو پرسش گام طبقه`,
  // Pronouns, question words, conjunctions and adverbs that open spoken sentences.
  begins: `من تو او ما شما آنها ایشان اینها چرا چطور چگونه کجا آیا بله بلی نه خیر ممنون متشکرم سپاس لطفا لطفاً
    سلام بیایید باشه خب پس راستی`,
  // Forms of “say” and “ask”.
  reports: 'گفت گفتند پرسید پرسیدند پرسیدم جواب پاسخ داد پرسیدیم گفتم گفتیم فریاد',
  // The closed word classes, without words that also end sentences.
  cannotEnd: `و در به از با برای تا که یا اما ولی اگر چون هر این آن بین روی زیر را بر همین همان مثل درباره بدون
    ضمن زیرا نیز خیلی بسیار می نمی`,
};
