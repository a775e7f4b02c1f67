import type { SentenceData } from './sentence-data.ts';

/** Hebrew: abbreviations have a gershayim, and seldom a full stop. */
export const hebrew: SentenceData = {
  // Titles and abbreviations of everyday writing.
  asks: `ד"ר דר פרופ פרופ' מר גב גב' עו"ד אינג' רח רח' שד שד' טל טל' מס מס' ת.ד ת.ז`,
  // Usage: what ends lists, eras, times, companies and units.
  mayEnd: `וכו וכו' וגו' וכד' בע"מ בע.מ`,
  // Usage: references and months before a number.
  numbered: "עמ עמ' מס מס' סע' פרק סעיף",
  // Nouns that are counted by letters and numbers.
  labels: `תוכנית אפשרות קבוצה קבוצת כיתה כתה סוג צוות ויטמין אות בלוק חלק נקודה סעיף אולם חדר דלת קו רמה גרסה
    נספח שלב אזור עמוד פרק מספר רציף שאלה צעד קומה שער הפטיטיס`,
  // Pronouns, question words, conjunctions and adverbs that open spoken sentences.
  begins: `אני אתה את הוא היא אנחנו אתם אתן הם הן מי מה מתי איפה לאן למה מדוע איך כיצד האם כן לא תודה בבקשה שלום
    היי אז בואו`,
  // Forms of “say” and “ask”.
  reports: 'אמר אמרה אמרו שאל שאלה שאלו ענה ענתה צעק צעקה השיב השיבה',
  // The closed word classes, without words that also end sentences.
  cannotEnd: `של את על אל עם בין כי אם או אבל כאשר אשר בגלל למרות כדי לפי עד כמו אצל מול נגד בלי ללא בתוך לגבי
    וגם מאוד-מאוד כל הרבה מר גברת ד"ר`,
};
