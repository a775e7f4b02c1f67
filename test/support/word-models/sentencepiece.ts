/** A SentencePiece vocabulary (`ModelProto` of its protobuf), as Marian's `.spm` files are. */

export interface Piece {
  readonly text: string;
  readonly score: number;
  readonly kind: 'normal' | 'unknown' | 'control';
}

/** Stands for the blank before a word. */
export const WORD_START = '\u2581';

export function sentencePieceFile(pieces: readonly Piece[]): Buffer {
  const rows = pieces.map(({ text, score, kind }) =>
    bytesField(
      1,
      Buffer.concat([bytesField(1, Buffer.from(text)), floatField(2, score), intField(3, kinds[kind])]),
    ),
  );
  // Model type unigram; no unknown, begin or padding id of their own; Marian's `</s>` is 0 and `<unk>` 1.
  const trainer = Buffer.concat([
    intField(3, 1),
    intField(4, pieces.length),
    intField(40, 1),
    intField(41, -1),
    intField(42, 0),
    intField(43, -1),
  ]);
  const normalizer = Buffer.concat([
    bytesField(1, Buffer.from('identity')),
    intField(3, 1),
    intField(4, 1),
    intField(5, 1),
  ]);
  return Buffer.concat([...rows, bytesField(2, trainer), bytesField(3, normalizer)]);
}

const kinds = { normal: 1, unknown: 2, control: 3 } as const;

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 127n);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 128 : low);
  } while (rest > 0n);
  return Buffer.from(bytes);
}

function bytesField(field: number, value: Buffer): Buffer {
  return Buffer.concat([varint((field << 3) | 2), varint(value.length), value]);
}

function intField(field: number, value: number): Buffer {
  return Buffer.concat([varint(field << 3), varint(value)]);
}

function floatField(field: number, value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return Buffer.concat([varint((field << 3) | 5), bytes]);
}
