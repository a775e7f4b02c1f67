/** The bytes of a text file as spreadsheets save it, decoded. Pure. */

export interface SheetText {
  readonly text: string;
  /** A legacy code page was guessed from the bytes: it can hold the languages of western Europe only. */
  readonly isWesternOnly: boolean;
}

/**
 * UTF-8 and UTF-16, by mark or by their bytes; else Windows-1252 (Excel's "CSV" in the West), or Mac Roman where lines end
 * as in Excel's "CSV (Macintosh)". `undefined`: a workbook, or a code page that can only be guessed.
 */
export function sheetText(bytes: Uint8Array): SheetText | undefined {
  if (isWorkbook(bytes)) return undefined;
  const unicode = decoded(bytes, utf16Of(bytes) ?? 'utf-8');
  if (unicode !== undefined) return { text: unicode, isWesternOnly: false };
  if (utf16Of(bytes) !== undefined) return undefined;
  const isMacintosh = bytes.includes(CARRIAGE_RETURN) && !bytes.includes(LINE_FEED);
  const western = isMacintosh ? decoded(bytes, 'macintosh') : windows1252(bytes);
  if (western === undefined || !readsAsWestern(western)) return undefined;
  return { text: western, isWesternOnly: true };
}

const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;

/** Zip archives (.xlsx, .ods, .numbers), and the older .xls. */
const workbooks = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
] as const;

function isWorkbook(bytes: Uint8Array): boolean {
  return workbooks.some((signature) => signature.every((byte, at) => bytes[at] === byte));
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'macintosh';

/** The byte order mark is left out. */
function decoded(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Latin-1 but for 32 letters and signs. Node's decoder gives control characters in their place (nodejs/node issue 56542). */
function windows1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes).toString('latin1');
  return latin1.replace(/[\u0080-\u009F]/g, (control) => SIGNS[control.charCodeAt(0) - 0x80] ?? control);
}

/** 0x80 to 0x9F; five are not used. */
const SIGNS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/** Of the first row's separators and Latin letters every second byte is zero in UTF-16, and none in UTF-8. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, HEAD_BYTES);
  const zeros = { even: 0, odd: 0 };
  for (const [at, byte] of head.entries()) if (byte === 0) zeros[at % 2 === 0 ? 'even' : 'odd'] += 1;
  if (zeros.even === zeros.odd) return undefined;
  return zeros.odd > zeros.even ? 'utf-16le' : 'utf-16be';
}

const HEAD_BYTES = 512;

/**
 * Whether the letters are those that western languages put together. Text of another code page (Cyrillic, Japanese, DOS)
 * reads as signs inside words, small letters before large ones, and long runs of accents.
 */
function readsAsWestern(text: string): boolean {
  return !notWestern.test(text);
}

/** Of Windows-1252 without control characters: the letters of Latin-1 and Œ, œ; Š, Ž and Ÿ are seldom in its languages. */
const letter = 'A-Za-zÀ-ÖØ-öø-ÿŒœªº';
const notWestern = new RegExp(
  [
    '[\\u0080-\\u009F]',
    // A sign inside a word, other than apostrophes, hyphens and what stands between words without blanks.
    `[${letter}][^${letter}\\u0000-\\u007F’‑–—·…®™]+[${letter}]`,
    // What other code pages have where Windows-1252 has a sign.
    `[${letter}][ƒˆ˜‚„†‡‰¤¦¨¬¯±´¶¸¹³¿¡¢£ŠŽŸ]`,
    '[a-zà-öø-ÿœ][À-ÖØ-ÞŒ]',
    // Icelandic has three: "þýðing".
    '[À-ÖØ-öø-ÿŒœ]{4}',
  ].join('|'),
  'u',
);
