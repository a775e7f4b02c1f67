/** An animated WebP from single ones: a container (RIFF) of frames that the browser has encoded. Format: developers.google.com/speed/webp/docs/riff_container */

export interface WebpFrame {
  /** Place on the canvas; even numbers, the format keeps half of them. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly durationMs: number;
  /** A WebP file of this size. */
  readonly image: Buffer;
}

export interface WebpAnimation {
  readonly width: number;
  readonly height: number;
  readonly frames: readonly WebpFrame[];
}

const HAS_ANIMATION = 0x02;
/** The frame's pixels replace those below; nothing is blended. */
const NO_BLENDING = 0x02;
const FOREVER = 0;
const HEADER_BYTES = 12;
const CHUNK_HEAD_BYTES = 8;
/** Chunks of a single image that belong into a frame. */
const imageChunks = new Set(['ALPH', 'VP8 ', 'VP8L']);

export function animatedWebp({ width, height, frames }: WebpAnimation): Buffer {
  const canvas = Buffer.alloc(10);
  canvas.writeUInt8(HAS_ANIMATION, 0);
  canvas.writeUIntLE(width - 1, 4, 3);
  canvas.writeUIntLE(height - 1, 7, 3);
  const loop = Buffer.alloc(6);
  loop.writeUInt16LE(FOREVER, 4);
  const body = [chunk('VP8X', canvas), chunk('ANIM', loop), ...frames.map(frameChunk)];
  const content = Buffer.concat([Buffer.from('WEBP'), ...body]);
  return Buffer.concat([head('RIFF', content.length), content]);
}

/** The chunks of a WebP file, in order. @throws when it is none. */
export function webpChunks(file: Buffer): readonly { readonly name: string; readonly data: Buffer }[] {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WEBP') {
    throw new Error('This is no WebP file.');
  }
  const chunks: { name: string; data: Buffer }[] = [];
  for (let at = HEADER_BYTES; at + CHUNK_HEAD_BYTES <= file.length; ) {
    const length = file.readUInt32LE(at + 4);
    const start = at + CHUNK_HEAD_BYTES;
    chunks.push({ name: file.toString('latin1', at, at + 4), data: file.subarray(start, start + length) });
    at = start + length + (length % 2);
  }
  return chunks;
}

function frameChunk({ x, y, width, height, durationMs, image }: WebpFrame): Buffer {
  if (x % 2 !== 0 || y % 2 !== 0) throw new Error('A frame stands at even numbers.');
  const place = Buffer.alloc(16);
  place.writeUIntLE(x / 2, 0, 3);
  place.writeUIntLE(y / 2, 3, 3);
  place.writeUIntLE(width - 1, 6, 3);
  place.writeUIntLE(height - 1, 9, 3);
  place.writeUIntLE(durationMs, 12, 3);
  place.writeUInt8(NO_BLENDING, 15);
  const picture = webpChunks(image).filter(({ name }) => imageChunks.has(name));
  return chunk('ANMF', Buffer.concat([place, ...picture.map(({ name, data }) => chunk(name, data))]));
}

function chunk(name: string, data: Buffer): Buffer {
  const padding = Buffer.alloc(data.length % 2);
  return Buffer.concat([head(name, data.length), data, padding]);
}

function head(name: string, length: number): Buffer {
  const bytes = Buffer.alloc(CHUNK_HEAD_BYTES);
  bytes.write(name, 'latin1');
  bytes.writeUInt32LE(length, 4);
  return bytes;
}
