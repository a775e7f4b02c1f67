/** The lines of a feed, and what happens to them. Pure. */
import { compareLines, type Line } from '../../../shared/caption.ts';

export interface FeedLines {
  /**
   * In reading order. Lines below `floor` are leftovers from before a reset: no longer updated, they hold a reader's
   * place until they are loaded again.
   */
  readonly lines: readonly Line[];
  /** Lines of a smaller position exist and are not loaded; `undefined`: everything is here. */
  readonly floor: number | undefined;
  /** Lines of a larger position exist and are not loaded: these are a part of the past. */
  readonly ceiling: number | undefined;
  readonly loadingHistory: boolean;
  /** Changes to lines that `history` is fetching, which may be newer than its answer. */
  readonly below: readonly Line[];
  /** Drafts that an answer brought: spoken before this page connected, however late their translation comes. */
  readonly past: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
}

/**
 * Newer versions replace older ones in place; removed lines stay removed. `settled` collects captions that settle by
 * this, and gaps that came with it.
 */
export function withUpserts<State extends FeedLines>(
  state: State,
  upserts: readonly Line[],
  settled: Line[],
): State {
  const lines = [...state.lines];
  const below: Line[] = [];
  const past = new Set(state.past);
  let changed = false;
  for (const line of upserts) {
    if (state.removed.has(line.id)) continue;
    if (isOutside(state, line)) {
      if (state.loadingHistory) below.push(line);
      continue;
    }
    const index = placeOf(lines, line);
    const present = lines[index];
    const replaces = present !== undefined && present.id === line.id;
    if (replaces && present.version >= line.version) continue;
    lines.splice(index, replaces ? 1 : 0, line);
    changed = true;
    if (line.kind !== 'caption') {
      if (line.kind === 'gap' && !replaces) settled.push(line);
      continue;
    }
    const before = replaces && present.kind === 'caption' ? present : undefined;
    if (line.state === 'draft') {
      // An open sentence that grows is spoken now.
      if (before !== undefined && before.original.text !== line.original.text) past.delete(line.id);
    } else if (!past.delete(line.id) && before?.state !== 'settled') settled.push(line);
  }
  if (!changed && below.length === 0) return state;
  return {
    ...state,
    lines: changed ? lines : state.lines,
    past: past.size === state.past.size ? state.past : past,
    below: below.length > 0 ? [...state.below, ...below] : state.below,
  };
}

function isOutside({ floor, ceiling }: FeedLines, { position }: Line): boolean {
  return (floor !== undefined && position < floor) || (ceiling !== undefined && position > ceiling);
}

export function withoutLines<State extends FeedLines>(state: State, ids: readonly string[]): State {
  if (ids.length === 0) return state;
  const removed = new Set([...state.removed, ...ids]);
  return { ...state, removed, lines: state.lines.filter((line) => !removed.has(line.id)) };
}

/** Drops leftovers; no reader's place depends on them. */
export function withoutLeftovers<State extends FeedLines>(state: State): State {
  const { floor, lines } = state;
  if (floor === undefined || (lines[0]?.position ?? floor) >= floor) return state;
  return { ...state, lines: lines.filter(({ position }) => position >= floor) };
}

export function linesBelow(state: FeedLines, floor: number | undefined): readonly Line[] {
  return floor === undefined ? [] : state.lines.filter(({ position }) => position < floor);
}

export function draftIds(lines: readonly Line[]): readonly string[] {
  return lines.flatMap((line) => (line.kind === 'caption' && line.state === 'draft' ? [line.id] : []));
}

/** The index of the line, or the one it belongs at. Positions never change, so lines stay sorted. */
function placeOf(lines: readonly Line[], line: Line): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = lines[middle];
    if (other !== undefined && compareLines(other, line) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The smallest and the largest position; neither of no line. */
export function lineBounds(lines: readonly Line[]): { readonly first?: number; readonly last?: number } {
  const positions = lines.map(({ position }) => position);
  return positions.length === 0 ? {} : { first: Math.min(...positions), last: Math.max(...positions) };
}
