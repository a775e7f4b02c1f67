import type { SentenceData } from './sentence-data.ts';

/** Chinese in both scripts. */
export const chinese: SentenceData = {
  // Words that open spoken sentences.
  begins: '谢谢 謝謝 你好 大家好 好的 下面 接下来 接下來 请问 請問',
  // Conjunctions, prepositions and measure phrases; the last word as ICU cuts it.
  cannotEnd: `和 与 與 或 或者 但 但是 因为 因為 所以 如果 把 被 在 对 對 对于 對於 从 從 向 跟 以及 而且 并 並 并且 並且 虽然 雖然 这个 這個 一个 一個 那个 那個 很 非常 将
    將 为 為 为了 為了 由 及 就 也 都 还 還 才 又 是 不 每 当 當 让 讓 关于 關於`,
};
