/** Controls of writing direction in what people say, are called and write. Pure. */

/**
 * The text without controls that turn round what stands beside it: embeddings and overrides go, and isolates without their
 * other half. Marks (LRM, RLM) and whole isolates stay: right-to-left speech with foreign names needs them.
 */
export function withoutTurns(text: string): string {
  if (!/\p{Bidi_Control}/u.test(text)) return text;
  const lonely = lonelyIsolates(text);
  return text.replace(/\p{Bidi_Control}/gu, (control, at: number) => {
    const stays = marks.has(control) || ((openings.has(control) || control === END) && !lonely.has(at));
    return stays ? control : '';
  });
}

const marks = new Set(['\u200E', '\u200F']);
const openings = new Set(['\u2066', '\u2067', '\u2068']);
const END = '\u2069';

/** Where isolates begin that nothing ends, and ends stand that end nothing. */
function lonelyIsolates(text: string): ReadonlySet<number> {
  const open: number[] = [];
  const lonely = new Set<number>();
  for (const { 0: control, index } of text.matchAll(/[\u2066-\u2069]/gu)) {
    if (openings.has(control)) open.push(index);
    else if (open.pop() === undefined) lonely.add(index);
  }
  for (const index of open) lonely.add(index);
  return lonely;
}
