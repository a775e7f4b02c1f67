/**
 * Real Marian models (int8 "student": transformer encoder, SSRU decoder) that translate word by word. Their weights are
 * written down, not trained: the decoder's attention finds the source word in its own position, and its value matrix is
 * the dictionary.
 */
import { type MarianItem, marianModelFile, shortlistFile } from './marian-files.ts';
import { modelOptions } from './model-options.ts';
import { type Piece, sentencePieceFile } from './sentencepiece.ts';
import { type WordVocabulary, wordVocabulary } from './word-vocabulary.ts';

export interface WordModel {
  readonly model: Buffer;
  readonly shortlist: Buffer;
  readonly vocabulary: Buffer;
  /** Of the target, where it is another one. */
  readonly targetVocabulary?: Buffer;
}

export interface WordModelOptions {
  readonly dictionary: Readonly<Record<string, string>>;
  /** A vocabulary and embeddings for each language, in which the same piece has another number. */
  readonly separateVocabularies?: boolean;
  readonly dimension?: number;
  readonly heads?: number;
  readonly encoderLayers?: number;
  readonly decoderLayers?: number;
  readonly feedForward?: number;
  readonly vocabularySize?: number;
}

/** Dimensions that tell words apart: each word is a row of a Hadamard matrix. */
const CODE_LENGTH = 128;

export function createWordModel(options: WordModelOptions): WordModel {
  const size = {
    dimension: 256,
    heads: 4,
    encoderLayers: 1,
    decoderLayers: 1,
    feedForward: 64,
    vocabularySize: 0,
    separateVocabularies: false,
    ...options,
  };
  const vocabulary = wordVocabulary(size.dictionary, size.vocabularySize);
  if (vocabulary.used > CODE_LENGTH - 2)
    throw new Error(`${vocabulary.used} pieces have no code of their own`);
  const layout = layoutOf(size.dimension, size.heads);
  const weights = new Weights();
  writeEmbeddings(weights, vocabulary, layout, size.separateVocabularies);
  for (let layer = 1; layer <= size.encoderLayers; layer += 1) {
    writeAttention(weights, `encoder_l${layer}_self`, layout);
    writeFeedForward(weights, `encoder_l${layer}_ffn`, layout.dimension, size.feedForward);
  }
  for (let layer = 1; layer <= size.decoderLayers; layer += 1) {
    const prefix = `decoder_l${layer}`;
    weights.matrix(`${prefix}_rnn_W`, layout.dimension, layout.dimension);
    weights.matrix(`${prefix}_rnn_Wf`, layout.dimension, layout.dimension);
    weights.row(`${prefix}_rnn_bf`, layout.dimension, 0);
    weights.layerNorm(`${prefix}_rnn_ffn`, layout.dimension);
    const isLast = layer === size.decoderLayers;
    writeAttention(weights, `${prefix}_context`, layout, isLast ? vocabulary : undefined);
    writeFeedForward(weights, `${prefix}_ffn`, layout.dimension, size.feedForward);
  }
  const yaml = Buffer.from(`${modelOptions({ ...size, pieces: vocabulary.pieces.length })}\0`);
  weights.items.push({ name: 'special:model.yml', type: 'int8', shape: [yaml.length], data: yaml });
  const targetId = size.separateVocabularies ? reversedIds(vocabulary) : sameId;
  const candidates = vocabulary.pieces.map((_piece, id) => [targetId(vocabulary.translations.get(id) ?? id)]);
  return {
    model: marianModelFile(weights.items),
    shortlist: shortlistFile(candidates, 8),
    vocabulary: sentencePieceFile(vocabulary.pieces),
    ...(size.separateVocabularies
      ? {
          targetVocabulary: sentencePieceFile(
            vocabulary.pieces.map((_piece, id) => pieceAt(vocabulary, targetId(id))),
          ),
        }
      : {}),
  };
}

type Renumber = (id: number) => number;

const sameId: Renumber = (id) => id;

/** `</s>` and `<unk>` keep their numbers, and so do pieces that only fill the vocabulary up. Its own inverse. */
function reversedIds({ used }: WordVocabulary): Renumber {
  return (id) => (id < CONTROL_PIECES || id >= used ? id : used - 1 + CONTROL_PIECES - id);
}

const CONTROL_PIECES = 2;

function pieceAt({ pieces }: WordVocabulary, id: number): Piece {
  const piece = pieces[id];
  if (piece === undefined) throw new Error(`no piece has the number ${id}`);
  return piece;
}

/** Which of the model's dimensions hold the position, and which the word. */
interface Layout {
  readonly dimension: number;
  readonly heads: number;
  readonly position: readonly number[];
  readonly code: readonly number[];
  /** No code uses it and its position signal stays near nought: it holds the mean of the layer norm. */
  readonly reference: number;
  readonly codes: readonly Int8Array[];
}

function layoutOf(dimension: number, heads: number): Layout {
  const half = dimension / 2;
  const codeHalf = CODE_LENGTH / 2;
  const rotors = Math.min(dimension / heads / 2, half - codeHalf - 1);
  const range = (from: number, count: number) => Array.from({ length: count }, (_value, at) => from + at);
  return {
    dimension,
    heads,
    position: [...range(0, rotors), ...range(half, rotors)],
    code: [...range(half - 1 - codeHalf, codeHalf), ...range(dimension - codeHalf, codeHalf)],
    reference: half - 1,
    // These two rows look like the constant part of the position signal.
    codes: hadamard(CODE_LENGTH).filter((_row, at) => at !== 0 && at !== codeHalf),
  };
}

function hadamard(size: number): readonly Int8Array[] {
  let rows = [[1]];
  while (rows.length < size)
    rows = [...rows.map((row) => [...row, ...row]), ...rows.map((row) => [...row, ...row.map((x) => -x)])];
  return rows.map((row) => Int8Array.from(row));
}

type Put = (row: number, column: number, value: number) => void;

class Weights {
  readonly items: MarianItem[] = [];

  row(name: string, length: number, value: number): void {
    this.floats(
      name,
      Float32Array.from({ length }, () => value),
      [1, length],
    );
  }

  floats(name: string, values: Float32Array, shape: readonly number[]): void {
    this.items.push({ name, type: 'float32', shape, data: Buffer.from(values.buffer) });
  }

  layerNorm(prefix: string, length: number): void {
    this.row(`${prefix}_ln_scale`, length, 1);
    this.row(`${prefix}_ln_bias`, length, 0);
  }

  /** Quantised, kept transposed as intgemm wants it, with the range of what it is multiplied with. */
  matrix(name: string, rows: number, columns: number, fill: (put: Put) => void = () => undefined): void {
    const values = new Float32Array(rows * columns);
    fill((row, column, value) => {
      const at = column * rows + row;
      values[at] = (values[at] ?? 0) + value;
    });
    this.quantised(name, values, [rows, columns]);
    this.inputRange(name);
  }

  inputRange(name: string): void {
    this.floats(`${name}_QuantMultA`, Float32Array.of(INPUT_SCALE), [1, 1]);
  }

  quantised(name: string, values: Float32Array, shape: readonly number[]): void {
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const scale = 127 / (largest || 1);
    const data = Buffer.alloc(values.length + 4);
    for (const [at, value] of values.entries())
      if (value !== 0) data.writeInt8(Math.round(value * scale), at);
    data.writeFloatLE(scale, values.length);
    this.items.push({ name, type: 'intgemm8', shape, data });
  }
}

/** Activations stay within ±4. */
const INPUT_SCALE = 127 / 4;

function writeEmbeddings(
  weights: Weights,
  vocabulary: WordVocabulary,
  { dimension, code, codes }: Layout,
  separate: boolean,
): void {
  const { pieces, used } = vocabulary;
  const unit = 4 / Math.sqrt(dimension);
  const write = (name: string, idOf: Renumber) => {
    const values = new Float32Array(pieces.length * dimension);
    for (let piece = 0; piece < used; piece += 1) {
      for (const [at, place] of code.entries())
        values[idOf(piece) * dimension + place] = (codes[piece]?.[at] ?? 0) * unit;
    }
    weights.quantised(name, values, [pieces.length, dimension]);
  };
  if (separate) {
    write('encoder_Wemb', sameId);
    write('decoder_Wemb', reversedIds(vocabulary));
  } else write('Wemb', sameId);
  weights.inputRange('none');
  if (separate) weights.quantised('decoder_Wemb_QuantMultA', Float32Array.of(INPUT_SCALE), [1, 1]);
  else weights.inputRange('Wemb');
  const bias = Float32Array.from(pieces, (_piece, at) => (at < used ? 0 : -50));
  weights.floats('decoder_ff_logit_out_b', bias, [1, pieces.length]);
}

/** With a vocabulary every head compares positions and hands on the translated word; without one it changes nothing. */
function writeAttention(weights: Weights, prefix: string, layout: Layout, vocabulary?: WordVocabulary): void {
  const { dimension } = layout;
  const parts = {
    q: vocabulary === undefined ? undefined : (put: Put) => comparePositions(put, layout),
    k: vocabulary === undefined ? undefined : (put: Put) => comparePositions(put, layout),
    v: vocabulary === undefined ? undefined : (put: Put) => lookUpWords(put, layout, vocabulary),
    o: vocabulary === undefined ? undefined : (put: Put) => returnCodes(put, layout),
  };
  for (const [part, fill] of Object.entries(parts)) {
    weights.matrix(`${prefix}_W${part}`, dimension, dimension, fill);
    weights.row(`${prefix}_b${part}`, dimension, 0);
  }
  weights.layerNorm(`${prefix}_Wo`, dimension);
}

/** So strong that the softmax is nearly one for the same position. */
const SHARPNESS = 40;

function comparePositions(put: Put, { dimension, heads, position, reference }: Layout): void {
  const width = dimension / heads;
  for (let head = 0; head < heads; head += 1) {
    for (const [at, place] of position.entries()) {
      put(place, head * width + at, SHARPNESS);
      put(reference, head * width + at, -SHARPNESS);
    }
  }
}

function lookUpWords(put: Put, { code, codes }: Layout, { used, translations }: WordVocabulary): void {
  for (let piece = 0; piece < used; piece += 1) {
    const from = codes[piece];
    const to = codes[translations.get(piece) ?? piece];
    if (from === undefined || to === undefined) continue;
    for (const [row, place] of code.entries()) {
      for (let column = 0; column < CODE_LENGTH; column += 1) {
        put(place, column, ((from[row] ?? 0) * (to[column] ?? 0)) / CODE_LENGTH);
      }
    }
  }
}

function returnCodes(put: Put, { code }: Layout): void {
  // Louder than the word that the decoder itself wrote last.
  for (const [at, place] of code.entries()) put(at, place, 8);
}

function writeFeedForward(weights: Weights, prefix: string, dimension: number, width: number): void {
  weights.matrix(`${prefix}_W1`, dimension, width);
  weights.row(`${prefix}_b1`, width, 0);
  weights.matrix(`${prefix}_W2`, width, dimension);
  weights.row(`${prefix}_b2`, dimension, 0);
  weights.layerNorm(`${prefix}_ffn`, dimension);
}
