/** One or two letters that stand for a name. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const first = words[0] ?? '';
  // Without capitals two letters are no initials, and two ideographs do not fit.
  const hasCapitals = first.toLowerCase() !== first.toUpperCase();
  const last = words.length > 1 && hasCapitals ? (words[words.length - 1] ?? '') : '';
  const initials = [first, last].map((word) => [...word][0] ?? '').join('');
  return initials === '' ? '?' : initials.toLocaleUpperCase();
}
