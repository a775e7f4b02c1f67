/** Marian's binary model container, and its lexical shortlist. Little endian throughout. */

export interface MarianItem {
  readonly name: string;
  readonly type: 'float32' | 'int8' | 'intgemm8';
  readonly shape: readonly number[];
  readonly data: Buffer;
}

const typeCodes = { float32: 0x404, int8: 0x101, intgemm8: 0x4101 } as const;
const ALIGNMENT = 256;

export function marianModelFile(items: readonly MarianItem[]): Buffer {
  const blocks = items.map(({ data }) => padded(data));
  const header = [u64(1), u64(items.length)];
  for (const [at, { name, type, shape }] of items.entries()) {
    header.push(
      u64(Buffer.byteLength(name) + 1),
      u64(typeCodes[type]),
      u64(shape.length),
      u64(blocks[at]?.length ?? 0),
    );
  }
  for (const { name } of items) header.push(Buffer.from(`${name}\0`));
  for (const { shape } of items) header.push(i32s(shape));
  const length = header.reduce((sum, part) => sum + part.length, 0) + 8;
  // Data begins at the next multiple, never at once.
  const gap = (Math.floor(length / ALIGNMENT) + 1) * ALIGNMENT - length;
  return Buffer.concat([...header, u64(gap), Buffer.alloc(gap), ...blocks]);
}

/** For each source piece the target pieces that may translate it; the `frequent` first ones always may. */
export function shortlistFile(candidates: readonly (readonly number[])[], frequent: number): Buffer {
  const offsets = [0];
  const ids: number[] = [];
  for (const list of candidates) {
    ids.push(...list.toSorted((a, b) => a - b));
    offsets.push(ids.length);
  }
  // The reader wants an even count.
  if (ids.length % 2 === 1) {
    ids.push(ids.at(-1) ?? 0);
    offsets[offsets.length - 1] = ids.length;
  }
  const checksum = u64(0);
  const magic = Buffer.alloc(8);
  magic.writeBigUInt64LE(0xf11a48d5013417f5n);
  const best = 100;
  const counts = [frequent, best, offsets.length, ids.length].map(u64);
  return Buffer.concat([magic, checksum, ...counts, ...offsets.map(u64), u32s(ids)]);
}

function padded(data: Buffer): Buffer {
  const rest = data.length % ALIGNMENT;
  return rest === 0 ? data : Buffer.concat([data, Buffer.alloc(ALIGNMENT - rest)]);
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function i32s(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [at, value] of values.entries()) bytes.writeInt32LE(value, 4 * at);
  return bytes;
}

function u32s(values: readonly number[]): Buffer {
  return Buffer.from(Uint32Array.from(values).buffer);
}
