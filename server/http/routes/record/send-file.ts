/** Sends a file as it is made, no faster than it is taken. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { create as contentDisposition } from 'content-disposition';
import type { Response } from 'express';
import type { TranscriptFile } from '../../../export/write-transcript.ts';
import { HttpProblem } from '../../answers/problem.ts';

/** A download from which nothing is taken for so long is given up. */
const STALLED_MS = 60_000;
/** Each holds a page of lines and what its socket buffers. */
const FILES_AT_ONCE = 50;
/** A person opens one, and perhaps another meanwhile. */
const FILES_OF_A_PERSON = 3;

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

/** Counts the files that are being sent. */
export interface FilePlaces {
  /** @throws {HttpProblem} 429 or 503 */
  take(person: string): Disposable;
}

export function createFilePlaces(limits: { readonly all?: number; readonly each?: number } = {}): FilePlaces {
  const { all = FILES_AT_ONCE, each = FILES_OF_A_PERSON } = limits;
  const taken = new Map<string, number>();
  let count = 0;
  return {
    take: (person) => {
      const own = taken.get(person) ?? 0;
      if (own >= each)
        throw new HttpProblem(429, 'too-many-files', 'Wait until your other files have come.', {
          retryAfterS: 5,
        });
      if (count >= all)
        throw new HttpProblem(503, 'too-many-files', 'Many files are being sent. Try again in a moment.', {
          retryAfterS: 5,
        });
      taken.set(person, own + 1);
      count += 1;
      return {
        [Symbol.dispose]: () => {
          count -= 1;
          const left = (taken.get(person) ?? 1) - 1;
          if (left === 0) taken.delete(person);
          else taken.set(person, left);
        },
      };
    },
  };
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && gone.has(String(error.code));
}

const gone = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED', 'ECONNRESET', 'EPIPE']);
