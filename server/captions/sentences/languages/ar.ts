import type { SentenceData } from './sentence-data.ts';

/** Arabic: no capitals, so only a word that begins sentences shows the end after an abbreviation. */
export const arabic: SentenceData = {
  // Titles and abbreviations of everyday writing.
  asks: 'د أ.د د.م مهـ ص.ب تل أ.د أ.م أ.م.د د.م ش',
  // Usage: what ends lists, eras, times, companies and units.
  mayEnd: 'إلخ الخ ا.هـ انتهى',
  // Usage: eras, units and companies in mid-sentence.
  mayGoOn: `هـ ق.م ب.م ذ.م.م ش.م.م ش.م.ك ش.م ق.هـ 0م 0هـ كلم كجم كم كغ سم مم متر كغم ملم 0ص 0م د.أ ر.س ج.م د.إ
    د.ك ل.ل`,
  // Usage: references and months before a number.
  numbered: 'صص رقم',
  // Nouns that are counted by letters and numbers.
  labels: `الخطة خطة المجموعة مجموعة الفئة فئة الخيار خيار فيتامين الحرف القسم الجزء النقطة القاعة قاعة الباب
    البوابة بوابة الصفحة صفحة الفصل الرقم رقم السؤال الخطوة الطابق`,
  // Pronouns, question words, conjunctions and adverbs that open spoken sentences.
  begins: `أنا أنت أنتم هو هي هم نحن هذا هذه هؤلاء ذلك تلك ماذا متى أين كيف لماذا هل نعم شكرا شكرًا شكراً عفوا
    عفوًا مرحبا مرحبًا أهلا أهلًا السلام تفضل تفضلوا لنبدأ دعونا أرجو يرجى إذن إذًا بالمناسبة حسنا حسنًا`,
  // Forms of “say” and “ask”.
  reports: `قال قالت قالوا سأل سألت سألني أجاب أجابت صاح صاحت هتف أضاف ردّ رد ردت تساءل تساءلت همس همست علّق
    علقت استفسر استفسرت كرر كررت نادى نادت ردّت قلت قلنا سألنا سألوا سأله سألها`,
  // The closed word classes, without words that also end sentences.
  cannotEnd: `في من إلى على عن مع أو ثم لكن أن إن التي الذي الذين اللذين اللواتي حتى بين عند قبل تحت فوق خلال
    منذ كل أي غير لم لن قد سوف كي لأن عندما إذا حيث لو كما بل بدون مثل نحو ضد`,
};
