import { BOUNDED_READERS } from '../../captions/ports/readable-meetings.ts';
import type { PanelIo } from '../panel-io.ts';
import { readingOf } from '../rooms.ts';

/** How many sockets of this node read which language, over all meetings, most first. */
export function viewersByLanguage(
  io: PanelIo,
): readonly { readonly language: string; readonly viewers: number }[] {
  const counts = new Map<string, number>();
  for (const [room, sockets] of io.of('/').adapter.rooms) {
    const language = readingOf(room)?.reading;
    if (language === undefined || language === BOUNDED_READERS) continue;
    counts.set(language, (counts.get(language) ?? 0) + sockets.size);
  }
  return [...counts]
    .map(([language, viewers]) => ({ language, viewers }))
    .sort((a, b) => b.viewers - a.viewers || (a.language < b.language ? -1 : 1));
}
