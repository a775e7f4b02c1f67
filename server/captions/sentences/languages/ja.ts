import type { SentenceData } from './sentence-data.ts';

/** Japanese: quotations are followed by a particle. */
export const japanese: SentenceData = {
  asks: '株 有',
  // Words that open spoken sentences.
  begins:
    'では それでは でも じゃあ さて ところで 次に 次は はい いいえ ありがとう すみません 皆さん みなさん',
  // Particles that join, and conjunctions; the last word as ICU cuts it.
  cannotEnd:
    'は を に へ と で が も や の そして また しかし および または この その あの という として について による ため',
};
