/** Words and sentences of a text, as ICU finds them. Pure. */

export interface TextSegment {
  readonly start: number;
  readonly end: number;
  readonly isWordLike: boolean;
}

/**
 * The segments of a text, in order, without gaps. V8 copies the whole text for each segment it is asked for, which takes the
 * square of the length: so the segmenter is given one stretch after the other, each from the end of the last segment.
 */
export function* textSegments(
  text: string,
  language: string,
  granularity: 'sentence' | 'word' | 'grapheme',
): Generator<TextSegment> {
  const segmenter = segmenterFor(language, granularity);
  let stretch = STRETCH_CHARACTERS;
  for (let from = 0; from < text.length; ) {
    const isLast = from + stretch >= text.length;
    const known = isLast ? stretch : stretch - UNDECIDED_CHARACTERS;
    let at = from;
    for (const { segment, index, isWordLike } of segmenter.segment(text.slice(from, from + stretch))) {
      const end = index + segment.length;
      if (end > known) break;
      yield { start: from + index, end: from + end, isWordLike: isWordLike === true };
      at = from + end;
      // After one long segment, many short ones may follow.
      if (stretch > STRETCH_CHARACTERS) break;
    }
    stretch = at === from ? 2 * stretch : STRETCH_CHARACTERS;
    from = at;
  }
}

const STRETCH_CHARACTERS = 1_024;
/** Whether a segment ends depends on what follows: a small letter after a row of signs, the next words in Thai. */
const UNDECIDED_CHARACTERS = 256;

/** Each takes longer to make than to read a sentence with. Zoom has 40 languages, browsers' tags some more. */
const segmenters = new Map<string, Intl.Segmenter>();
const SEGMENTERS_KEPT = 200;

function segmenterFor(language: string, granularity: 'sentence' | 'word' | 'grapheme'): Intl.Segmenter {
  const key = `${granularity} ${language}`;
  const known = segmenters.get(key);
  if (known !== undefined) return known;
  if (segmenters.size >= SEGMENTERS_KEPT) segmenters.clear();
  const made = new Intl.Segmenter(language === 'und' ? 'en' : language, { granularity });
  segmenters.set(key, made);
  return made;
}
