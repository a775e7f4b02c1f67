/** Captions that a view still shows: those after the last clearing of its screen. Pure. */
import { type Caption, compareLines, type Line } from '../../../../shared/caption.ts';

/** Where a screen was cleared. */
export interface Clearing {
  readonly epoch: string | undefined;
  /** The last line that was cleared. */
  readonly last: Caption;
  /** Versions of its sentences that were still open: they return when they change. */
  readonly open: ReadonlyMap<string, number>;
}

export function captionsIn(lines: readonly Line[]): readonly Caption[] {
  return lines.flatMap((line) => (line.kind === 'caption' ? [line] : []));
}

/** The newest `count` captions that came after the clearing. */
export function freshCaptions(
  captions: readonly Caption[],
  cleared: Clearing | undefined,
  epoch: string | undefined,
  count: number,
): readonly Caption[] {
  const fresh = cleared === undefined ? captions : captions.filter((line) => isFresh(line, cleared, epoch));
  return fresh.slice(-count);
}

/** Clears everything that is there; `undefined`: there is nothing. */
export function clearingOf(captions: readonly Caption[], epoch: string | undefined): Clearing | undefined {
  const last = captions[captions.length - 1];
  if (last === undefined) return undefined;
  const open = captions
    .filter(({ state }) => state === 'draft')
    .map(({ id, version }) => [id, version] as const);
  return { epoch, last, open: new Map(open) };
}

/** Clears what was spoken before `since`, milliseconds since 1970. */
export function clearingBefore(
  captions: readonly Caption[],
  epoch: string | undefined,
  since: number,
): Clearing | undefined {
  let count = captions.length;
  while (count > 0 && (captions[count - 1]?.spokenAt ?? since) >= since) count -= 1;
  return clearingOf(captions.slice(0, count), epoch);
}

/** What a room sees of the captions; equal texts are no change. */
export function contentOf(captions: readonly Caption[]): string {
  return JSON.stringify(captions.map(({ id, text, state, origin }) => [id, text, state, origin]));
}

function isFresh(line: Caption, { epoch: before, last, open }: Clearing, epoch: string | undefined): boolean {
  // With a new epoch, positions start anew.
  const isAfter = epoch === before ? compareLines(line, last) > 0 : line.spokenAt > last.spokenAt;
  const version = open.get(line.id);
  return isAfter || (version !== undefined && epoch === before && line.version > version);
}
