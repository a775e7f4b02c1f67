/** Phrases of refusal of chat models, in common target languages. Pure. */

/** The model speaks for itself, and the speaker had said nothing of the kind. */
export function isRefusal(answer: string, sentence: string): boolean {
  if (aboutItself.some((form) => form.test(answer)) && !aboutItself.some((form) => form.test(sentence)))
    return true;
  // A faithful translation denies nothing that the speaker did not deny.
  return refusals.some((form) => form.test(answer)) && !negations.test(sentence);
}

const aboutItself = [
  /\bas an AI\b|\b(large )?language model\b|\bsystem prompt\b/i,
  /\b(modelo de (lenguaje|linguagem)|modèle de langage|modello linguistico|Sprachmodell|taalmodel|model językowy|dil modeli)\b/i,
  /языковая модель|мовна модель|言語モデル|语言模型|語言模型|언어 모델|نموذج لغوي|भाषा मॉडल/i,
  /(?<![\p{Script=Latin}\p{Script=Cyrillic}])(?:AI|A\.I\.|IA|KI|ИИ|ШІ|ChatGPT|GPT-\d)(?![\p{Script=Latin}\p{Script=Cyrillic}])/u,
  /\b(?:artificial|artificielle?|artificiale|künstliche|kunstmatige|sztuczna|umělá|tekoäly|yapay|buatan) ?(?:intel|inteli|zek|ember)/iu,
  /inteligencia artificial|inteligência artificial|intelligence artificielle|trí tuệ nhân tạo|kecerdasan buatan/i,
  /искусственный интеллект|искусственного интеллекта|искусственному интеллекту|искусственным интеллектом|штучний інтелект|штучного інтелекту|人工智|人工知能|인공지능|الذكاء الاصطناعي|कृत्रिम बुद्धि|ปัญญาประดิษฐ์|בינה מלאכותית/u,
];

const refusals = [
  /\bI(['’]m| am)? (sorry, but I )?(can(['’]t|not)|unable to|won['’]t) (assist|help|comply|translate|fulfill?)\b/i,
  /\b(i must|i have to) (decline|refuse)\b|\bunable to (provide|do)\b|\bnot able to\b/i,
  /\bno (tengo|tenemos) (la )?(capacidad|posibilidad|permitido)/iu,
  /\bno (puedo|podemos|me es posible|es posible)( \p{L}+)? (ayud|asist|cumpl|traduc|respond|proporcion|proces)/iu,
  /\bn(ão|o) (posso|podemos|consigo)( \p{L}+)? (ajud|atend|auxili|traduz|respond|fornec|process)/iu,
  /\bje ne (peux|puis|suis)( pas)?( en mesure de?)?( vous| te)? (aid|assist|tradui|répond|fourni|donner suite)/iu,
  /\b(kann|darf|können)\b.{0,40}\bnicht (weiter)?(helfen|übersetzen|behilflich|beantworten|nachkommen|unterstützen)/iu,
  /\bnon (posso|possiamo|sono in grado di)( \p{L}+)? (aiut|assist|tradu|rispond|forni|soddisf)/iu,
  /\bkan\b.{0,40}\bniet (mee )?(helpen|vertalen|beantwoorden|voldoen)/iu,
  /nie (mogę|możemy)( \p{L}+)? (pomóc|przetłumaczyć|odpowiedzieć|spełnić)/iu,
  /не (могу|можем|можу|можемо)( \p{L}+)? (помочь|перевести|ответить|выполнить|допомогти|перекласти|відповісти)/iu,
  /(yardımcı olam|çevirem|yanıtlayam|yerine getirem)/iu,
  /không thể (giúp|hỗ trợ|dịch|trả lời|đáp ứng)/iu,
  /tidak (bisa|dapat) (membantu|menerjemahkan|menjawab|memenuhi)/iu,
  /(手伝い|お応え|お答え|対応|翻訳)(することは|は)?((でき|出来)ません|(いた)?しかね)/,
  /(无法|無法|不能)(为您|為您|帮|幫|协助|協助|翻译|翻譯|回答|满足|滿足|提供)/,
  /(도와드릴|도움을 드릴|번역할|답변할|응할|제공할) 수(가)? 없/,
  /(لا يمكنني|لا أستطيع|لست قادر[اً]*) .{0,20}(مساعد|ترجم|الإجاب|تلبي)/,
  /(मदद|सहायता|अनुवाद).{0,20}नहीं (कर|दे) (सकता|सकती|सकते)/,
];

/** Any word for "not", in many languages: too many hits only mean that a refusal may pass for speech. */
const negations =
  /\b(not|no|never|cannot|unable|sorry|refuse|won|nao|ne|pas|jamais|nicht|kein|non|mai|niet|geen|nie|inte|inga|ikke|ingen|nem|nu|ei|ekki|tidak|bukan|hindi)\b|n['’]t\b|não|désolé|siento|desculp|не|ні|δεν|δε |değil|m[ae]z|[ae]m[ıiaeu]|không|chẳng|ない|ません|かね|不|没|沒|无|無|抱歉|없|못|않|아니|لا|لم|لن|ليس|لست|نمی|نیست|لیس|नहीं|না|নি|இல்லை|முடியா|లేదు|లేను|ไม่|לא|אין/iu;

/** The model speaks of the sentence instead of translating it, and the speaker had said nothing of texts or translations. */
export function isAboutTask(answer: string, sentence: string): boolean {
  return aboutTask.some((form) => form.test(answer)) && !speaksOfTexts.test(sentence);
}

const aboutTask = [
  /\b(the|this|that|your|original|given|provided) (sentence|text|phrase|message|input|translation)\b.{0,40}\b(is|means|was|seems|appears|translates|would be|does not)\b/i,
  /\b(nothing|no (text|sentence|speech|content)) (was |is )?(to (be )?translated?|provided|given)\b/i,
  /\bplease (provide|send|share|give me|enter)\b.{0,40}\b(text|sentence|speech|phrase)\b/i,
  /\b(is|are) already (written )?in (the )?[\p{L}]+( language)?\b/iu,
  /\b(ya|já|déjà|già|bereits|schon|al) (está|esta|est|è|ist|in) (en|em|in|auf|het)?\b/iu,
  /\b(el|la|este|esta) (frase|oración|texto|mensaje)\b.{0,20}\bya está\b/iu,
  /\bno (entiendo|comprendo) (la|esta|el|este) (frase|oración|texto|mensaje)\b/iu,
  /\bich verstehe (den|diesen) (Satz|Text) nicht\b|\bje ne comprends pas (la|cette) phrase\b/iu,
  /\b(más|mais|plus de|mehr|più) (contexto|contexte|Kontext|contesto)\b/iu,
  /^\[.*\]$|^N\/A\b/su,
  /\b(la|esta|el|este|su) (frase|oración|texto|mensaje|traducción)\b.{0,40}\b(es|está|significa|parece|sería)\b/iu,
  /\b(la|cette|ce|le) (phrase|texte|message|traduction)\b.{0,40}\b(est|signifie|semble|serait)\b/iu,
  /\b(der|dieser|die|diese) (Satz|Text|Nachricht|Übersetzung)\b.{0,40}\b(ist|bedeutet|lautet|scheint|wäre)\b/iu,
  /\b(a|esta|o|este) (frase|texto|mensagem|tradução)\b.{0,40}\b(é|está|significa|parece|seria)\b/iu,
];

/** Words for texts, sentences and translations, and "already": too many hits only let an answer pass. */
const speaksOfTexts =
  /^\[|context|kontext|contesto|text|sentence|phrase|messag|input|translat|already|speech|frase|oraci|mensa|traduc|traduç|tradui|ya est|déjà|satz|nachricht|übersetz|schon|bereits|já|文|訳|译|譯|текст|перев|фраз|نص|جملة|ترجم|문장|번역/iu;
