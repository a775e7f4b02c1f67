/** The options a Marian model carries in `special:model.yml`. */
export function modelOptions(of: {
  readonly dimension: number;
  readonly heads: number;
  readonly encoderLayers: number;
  readonly decoderLayers: number;
  readonly feedForward: number;
  readonly pieces: number;
  readonly separateVocabularies: boolean;
}): string {
  const options = {
    ...constants,
    'dec-depth': of.decoderLayers,
    'dim-emb': of.dimension,
    'dim-vocabs': `\n  - ${of.pieces}\n  - ${of.pieces}`,
    'enc-depth': of.encoderLayers,
    'tied-embeddings': of.separateVocabularies,
    'tied-embeddings-all': !of.separateVocabularies,
    'transformer-dim-ffn': of.feedForward,
    'transformer-heads': of.heads,
  };
  return Object.entries(options)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}

const constants = {
  'bert-train-type-embeddings': true,
  'bert-type-vocab-size': 2,
  'dec-cell': 'ssru',
  'dec-cell-base-depth': 2,
  'dec-cell-high-depth': 1,
  'dim-rnn': 1024,
  'enc-cell': 'gru',
  'enc-cell-depth': 1,
  'enc-type': 'bidirectional',
  'input-types': '\n  []',
  'layer-normalization': false,
  'lemma-dim-emb': 0,
  'right-left': false,
  skip: false,
  'tied-embeddings-src': false,
  'transformer-aan-activation': 'swish',
  'transformer-aan-depth': 2,
  'transformer-aan-nogate': false,
  'transformer-decoder-autoreg': 'rnn',
  'transformer-dim-aan': 1536,
  'transformer-ffn-activation': 'relu',
  'transformer-ffn-depth': 2,
  'transformer-guided-alignment-layer': 'last',
  'transformer-no-projection': false,
  'transformer-postprocess': 'dan',
  'transformer-postprocess-emb': 'd',
  'transformer-preprocess': '""',
  'transformer-tied-layers': '\n  []',
  'transformer-train-position-embeddings': false,
  type: 'transformer',
  ulr: false,
  'ulr-dim-emb': 0,
  'ulr-trainable-transformation': false,
  version: 'v1.8.40 word-model',
};
