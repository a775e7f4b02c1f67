/** Names of files that every system takes: Windows, macOS, Linux, and what is mounted by them. Pure. */
import { withoutEnd } from '../../captions/text/text-ends.ts';
import { flatText } from './plain-text.ts';

/** With date, language and ending it stays below 255 bytes, whatever the script. */
const MOST_TOPIC_BYTES = 120;

/** @param extension with its point */
export function fileName(parts: readonly string[], extension: string): string {
  const [topic = '', ...rest] = parts.map(fileWord).filter((part) => part !== '');
  const name = [shortened(topic), ...rest].join(' ');
  // A device of Windows, whatever the ending: "NUL.txt".
  const isDevice = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:[. ]|$)/i.test(name);
  return `${isDevice ? '_' : ''}${name}${extension}`;
}

/** The same in ASCII, for programs that read nothing else. */
export function asciiName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\u0020-\u007E]+/gu, '_');
  return plain.replace(/^[_ ]+(?=[^_ .])/, '');
}

/** Separators of paths, signs of shells, and what file systems forbid become dashes; dots and blanks at the ends go. */
function fileWord(text: string): string {
  const shown = flatText(text)
    .normalize('NFC')
    .replace(/[<>:"/\\|?*%]/g, '-')
    .replace(/[\p{Bidi_Control}\u00AD\u200B\u2060-\u2064]/gu, '')
    .replace(/ {2,}/g, ' ')
    .replace(/^[. ~-]+/, '');
  return withoutEnd(shown, /[. ]/);
}

function shortened(text: string): string {
  let bytes = 0;
  let kept = '';
  for (const sign of text) {
    bytes += Buffer.byteLength(sign);
    if (bytes > MOST_TOPIC_BYTES) break;
    kept += sign;
  }
  return withoutEnd(kept, /[. ]/);
}
