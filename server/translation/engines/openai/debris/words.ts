/** Words in which chat models speak of their task. Pure. */
import { baseLanguage } from '../../../../../shared/language.ts';
import { describeLanguage } from '../../../languages/languages.ts';

/** Without case and accents, in single blanks. */
export function folded(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}

/** Whether the text speaks of translation, in a language that models answer in. */
export function speaksOfTranslation(text: string): boolean {
  const plain = folded(text);
  return translationWords.some((word) => plain.includes(word));
}

/** Whether the text names the language: in English, in itself, or by its code alone; inflected, too. */
export function namesLanguage(text: string, tag: string): boolean {
  const plain = folded(text);
  const words = plain.split(' ');
  const names = [tag, baseLanguage(tag)].flatMap((one) => {
    const { name, nativeName } = describeLanguage(one);
    return [folded(name), folded(nativeName)];
  });
  return (
    plain === folded(tag) ||
    names.some((name) => {
      const [first = ''] = name.split(' ');
      const stem = first.slice(0, LANGUAGE_STEM);
      return (
        plain.includes(name) || (stem.length === LANGUAGE_STEM && words.some((word) => word.startsWith(stem)))
      );
    })
  );
}

/** "suomi" → "suomeksi", "русский" → "русском" */
const LANGUAGE_STEM = 4;

const translationWords = [
  ...['translat', 'traduc', 'traduz', 'traduis', 'traduit', 'traduir', 'ubersetz', 'vertaling', 'vertaald'],
  ...['oversett', 'oversæt', 'oversaet', 'oversatt', 'kaannos', 'preklad', 'prevod', 'prijevod', 'tłumacz'],
  ...[
    'перевод',
    'переклад',
    'превод',
    'ceviri',
    'terjemah',
    'ban dich',
    'μεταφρασ',
    'fordit',
    'tolge',
    'vertimas',
  ],
  ...[
    'tulkojums',
    'thyding',
    'traddusir',
    '翻訳',
    '翻译',
    '翻譯',
    '译文',
    '譯文',
    '訳文',
    '日本語訳',
    '번역',
    'ترجم',
  ],
  ...['תרגו', 'अनुवाद', 'অনুবাদ', 'คำแปล', 'மொழிபெயர்ப்பு', 'tafsiri', 'salin'],
].map(folded);
