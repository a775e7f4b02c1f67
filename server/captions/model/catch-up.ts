/** Which lines of the past an engine would have to translate, and how they read when it does not. */
import type { RenderedLine } from './rendering.ts';
import { contentWithoutTranslation, isCurrent, untranslatedContent } from './rendering.ts';

/**
 * Whether these lines are translated into what they lack.
 * @param mayTranslate asked once, with their number, unless none lacks anything; absent: always
 */
export async function isCatchUpGranted(
  lines: readonly RenderedLine[],
  target: string,
  mayTranslate: ((lines: number) => Promise<boolean>) | undefined,
): Promise<boolean> {
  if (mayTranslate === undefined) return true;
  const lacking = lines.filter(
    ({ line, rendering }) =>
      !isCurrent(line, rendering) && contentWithoutTranslation(line, target) === undefined,
  );
  return lacking.length === 0 || (await mayTranslate(lacking.length));
}

/** The line as it was spoken where this language has not rendered it. Stored nowhere: whoever may translates it later. */
export function orAsSpoken({ line, rendering }: RenderedLine, target: string): RenderedLine {
  if (rendering !== undefined) return { line, rendering };
  const known = contentWithoutTranslation(line, target);
  const content = known ?? (line.kind === 'caption' ? untranslatedContent(line) : undefined);
  if (content === undefined) return { line };
  return { line, rendering: { ...content, lineId: line.id, version: 0, delayMs: 0 } };
}
