/** Sends a file as it is made, no faster than it is taken. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { create as contentDisposition } from 'content-disposition';
import type { Response } from 'express';
import type { TranscriptFile } from '../../../export/write-transcript.ts';

/** A download from which nothing is taken for so long is given up. */
const STALLED_MS = 60_000;
/** Never shown in place, kept by nobody on the way, and told to nobody. */
export function setFileHeaders(response: Response, file: Omit<TranscriptFile, 'bytes'>): void {
  response.set({
    'Content-Type': file.contentType,
    'Content-Disposition': contentDisposition(file.name, { fallback: file.asciiName }),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  });
}

/** @returns whether it was sent to its end; who goes away ends the work. Rejects with what failed on our side. */
export async function sendFile(response: Response, file: TranscriptFile): Promise<boolean> {
  setFileHeaders(response, file);
  response.setTimeout(STALLED_MS, () => response.destroy());
  try {
    await pipeline(Readable.from(file.bytes, { objectMode: false }), response);
    return true;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && gone.has(String(error.code));
}

const gone = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED', 'ECONNRESET', 'EPIPE']);
