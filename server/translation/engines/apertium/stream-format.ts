/**
 * One text as Apertium's stream format wants it: one line, its own signs escaped, a sentence end for the tagger, NUL.
 * An empty blank parts a full stop from the word before it, because the dictionary has "no." as "number".
 */
export function toStreamFormat(text: string): string {
  const escaped = text.replace(/[\\^$<>{}@/[\]~*]/g, '\\$&');
  return `${escaped.replace(/(?<![\p{L}\p{N}])(no)\.(?! ?\d)/giu, '$1[].')}[].[]\0`;
}

/** Blanks of every kind, newlines and NUL made one blank. */
export function oneLine(text: string): string {
  return text.replace(/[\s\0]+/g, ' ').trim();
}

/** The answer up to its NUL, without the sentence end we added; the text's own end mark survives. */
export function fromStreamFormat(answer: string): string {
  return answer
    .trimEnd()
    .replace(/\.?\[\]$/, '')
    .replaceAll('[]', '')
    .replace(/\\(.)/gs, '$1')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/**
 * The command line of a mode file as a server: `-z` (flush at NUL) after every program, `$1` (marks on unknown words) off,
 * `$2` empty. `apertium -z` itself drops the NULs and merges sentences. Whichever stage ends takes the whole process group
 * with it: in this mode some stages wait for ever when the one before them has died.
 */
export function toServerCommand(mode: string): string {
  return mode
    .trim()
    .split('|')
    .map((stage) => stage.trim().replace(/^\S+/, '$& -z').replaceAll('$1', '-n').replaceAll('$2', ''))
    .map((stage) => `{ ${stage}; kill -KILL 0; }`)
    .join(' | ');
}
