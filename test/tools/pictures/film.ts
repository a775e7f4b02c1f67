import type { Browser, Page } from 'playwright-core';
import { animatedWebp, type WebpFrame } from './animated-webp.ts';

export interface FilmOptions {
  /** Pixels of the picture; the page is scaled to it. */
  readonly width: number;
  readonly height: number;
  /** Of the browser's encoder, from 0 to 1. */
  readonly quality: number;
  readonly everyMs: number;
}

/** A page is photographed again and again; what changed from one picture to the next is a frame. */
export class Film {
  readonly #options: FilmOptions;
  readonly #page: Page;
  readonly #encoder: Page;
  readonly #frames: WebpFrame[] = [];
  #isRunning = true;
  #running: Promise<void> = Promise.resolve();

  static async start(browser: Browser, page: Page, options: FilmOptions): Promise<Film> {
    const encoder = await browser.newPage();
    await encoder.addInitScript('globalThis.__name ??= (named) => named;');
    await encoder.goto('about:blank');
    const film = new Film(page, encoder, options);
    film.#running = film.#run();
    return film;
  }

  private constructor(page: Page, encoder: Page, options: FilmOptions) {
    this.#page = page;
    this.#encoder = encoder;
    this.#options = options;
  }

  /** @returns the file. */
  async end(): Promise<Buffer> {
    this.#isRunning = false;
    await this.#running;
    await this.#encoder.close();
    const { width, height } = this.#options;
    return animatedWebp({ width, height, frames: this.#frames });
  }

  async #run(): Promise<void> {
    let shownSince = Date.now();
    while (this.#isRunning) {
      const began = Date.now();
      const photo = await this.#page.screenshot();
      const frame = await this.#changeIn(photo);
      const now = Date.now();
      this.#lengthenLast(began - shownSince);
      if (frame !== undefined) {
        this.#frames.push({ ...frame, durationMs: 0 });
      }
      shownSince = began;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, this.#options.everyMs - (now - began))));
    }
    this.#lengthenLast(Date.now() - shownSince);
  }

  #lengthenLast(byMs: number): void {
    const last = this.#frames.pop();
    if (last !== undefined) this.#frames.push({ ...last, durationMs: last.durationMs + byMs });
  }

  /** What differs from the photo before; `undefined` when nothing does. */
  async #changeIn(photo: Buffer): Promise<Omit<WebpFrame, 'durationMs'> | undefined> {
    const { width, height, quality } = this.#options;
    const change = await this.#encoder.evaluate(encodeChange, {
      photo: photo.toString('base64'),
      width,
      height,
      quality,
    });
    if (change === undefined) return undefined;
    const { image, ...place } = change;
    return { ...place, image: Buffer.from(image, 'base64') };
  }
}

interface EncodeRequest {
  readonly photo: string;
  readonly width: number;
  readonly height: number;
  readonly quality: number;
}

/** Runs in a page: the browser decodes, scales, compares and encodes. */
async function encodeChange({ photo, width, height, quality }: EncodeRequest) {
  const bytes = Uint8Array.from(atob(photo), (sign) => sign.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (context === null) throw new Error('This browser draws nothing.');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  const before: Uint32Array | undefined = Reflect.get(globalThis, 'before');
  Reflect.set(globalThis, 'before', pixels);
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let at = 0; at < pixels.length; at += 1) {
    if (pixels[at] === before?.[at]) continue;
    const x = at % width;
    const y = (at - x) / width;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  if (right < 0) return undefined;
  const x = left - (left % 2);
  const y = top - (top % 2);
  const part = new OffscreenCanvas(right - x + 1, bottom - y + 1);
  part.getContext('2d', { alpha: false })?.drawImage(canvas, -x, -y);
  const blob = await part.convertToBlob({ type: 'image/webp', quality });
  const encoded = new Uint8Array(await blob.arrayBuffer());
  let image = '';
  for (const byte of encoded) image += String.fromCharCode(byte);
  return { x, y, width: part.width, height: part.height, image: btoa(image) };
}
