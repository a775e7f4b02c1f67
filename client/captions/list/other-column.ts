/** The second column of a list of captions. Pure. */
import type { Caption, Line } from '../../../shared/caption.ts';
import type { Beside } from '../line/beside-text.tsx';

export interface OtherColumn {
  /** As its room is named; `original`: each line as it was spoken. */
  readonly language: string;
  /** By line id, which is the same in every language; absent: the originals, which each line brings. */
  readonly captions?: ReadonlyMap<string, Caption>;
}

/** What stands beside a line; `undefined`: there is one column. */
export function besideLine(line: Caption, other: OtherColumn | undefined): Beside | undefined {
  if (other === undefined) return undefined;
  return other.captions === undefined ? 'original' : (other.captions.get(line.id) ?? 'awaited');
}

/** The text of a line in the second column, as it is copied; absent where there is none (yet). */
export function textBeside(line: Line, other: OtherColumn | undefined): string | undefined {
  if (line.kind !== 'caption') return undefined;
  const beside = besideLine(line, other);
  if (beside === 'original') return line.original.text;
  return beside === undefined || beside === 'awaited' || beside.origin === 'pending'
    ? undefined
    : beside.text;
}
