import type { SentenceData } from './sentence-data.ts';

/** Cantonese. */
export const cantonese: SentenceData = {
  // Words that open spoken sentences.
  begins: '唔該 多謝 大家好 好呀 跟住 請問',
  // Usage, not judged by a speaker; the last word as ICU cuts it.
  cannotEnd:
    '同 同埋 或者 但係 但 因為 所以 如果 喺 將 對 由 為咗 仲 就 都 嗰個 呢個 一個 好 係 唔 每 當 關於 而且',
};
