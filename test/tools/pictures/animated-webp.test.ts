import { expect, it } from 'vitest';
import { animatedWebp, webpChunks } from './animated-webp.ts';

/** A file as a browser makes one: its picture chunk of an odd length, and one that frames have no place for. */
function singleImage(bytes: readonly number[]): Buffer {
  const picture = Buffer.from([...bytes, ...(bytes.length % 2 === 1 ? [0] : [])]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  const exif = Buffer.concat([Buffer.from('EXIF'), Buffer.from([2, 0, 0, 0, 1, 1])]);
  const body = Buffer.concat([Buffer.from('WEBPVP8 '), length, picture, exif]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return Buffer.concat([Buffer.from('RIFF'), size, body]);
}

it('holds the canvas, an endless loop, and each frame in its place and time', () => {
  const file = animatedWebp({
    width: 640,
    height: 400,
    frames: [
      { x: 0, y: 0, width: 640, height: 400, durationMs: 500, image: singleImage([1, 2, 3]) },
      { x: 10, y: 20, width: 30, height: 41, durationMs: 70_000, image: singleImage([4, 5]) },
    ],
  });
  expect(file.readUInt32LE(4)).toBe(file.length - 8);
  const [canvas, loop, first, second, ...rest] = webpChunks(file);
  expect([canvas?.name, loop?.name, first?.name, second?.name, rest]).toEqual([
    'VP8X',
    'ANIM',
    'ANMF',
    'ANMF',
    [],
  ]);
  expect([canvas?.data.readUIntLE(4, 3), canvas?.data.readUIntLE(7, 3)]).toEqual([639, 399]);
  expect(loop?.data.readUInt16LE(4)).toBe(0);
  expect([0, 3, 6, 9, 12].map((at) => second?.data.readUIntLE(at, 3))).toEqual([5, 10, 29, 40, 70_000]);
  expect(first?.data.subarray(16).toString('latin1')).toBe('VP8 \x03\0\0\0\x01\x02\x03\0');
});

it('refuses what the format cannot say, and what is no WebP', () => {
  const image = singleImage([1]);
  const odd = { x: 1, y: 0, width: 2, height: 2, durationMs: 1, image };
  expect(() => animatedWebp({ width: 4, height: 4, frames: [odd] })).toThrow('even numbers');
  expect(() => webpChunks(Buffer.from('RIFFxxxxPNG…'))).toThrow('no WebP file');
});
