/**
 * Whether `text` has the length of a translation of `sentence`; a dot or a page has not. Languages
 * differ by a factor of two at most, once an ideograph counts as a word's worth of letters; short sentences by more.
 */
export function isPlausible(text: string, sentence: string): boolean {
  // "One hundred" may come back as "100".
  if (/\p{L}/u.test(sentence) && !/[\p{L}\p{N}]/u.test(text)) return false;
  const [said, given] = [weight(sentence), weight(text)];
  return given <= said * 3 + 40 && (said < 40 || given >= said / 5);
}

function weight(text: string): number {
  let sum = 0;
  for (const sign of text)
    sum += /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(sign) ? 2.5 : 1;
  return sum;
}
