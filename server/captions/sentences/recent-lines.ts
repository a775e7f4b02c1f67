/** The newest lines of a meeting, found by their id or by a segment that they hold a part of. */

import { OldestFirst } from '../../lib/oldest-first.ts';
import { LIVE_WINDOW_LINES } from '../caption-limits.ts';
import type { SpokenLine } from '../model/line.ts';

export class RecentLines {
  readonly #lines = new Map<string, SpokenLine>();
  readonly #bySegment = new Map<number, Set<string>>();
  readonly #window: OldestFirst<string, SpokenLine>;

  /** @param isOpen its sentence is still being spoken: such a line stays, however many come after it. */
  constructor(isOpen: (lineId: string) => boolean) {
    this.#window = new OldestFirst(this.#lines, {
      limit: LIVE_WINDOW_LINES,
      isNeeded: ({ id }) => isOpen(id),
      onForgotten: (line) => this.#unlist(line),
    });
  }

  get(lineId: string): SpokenLine | undefined {
    return this.#lines.get(lineId);
  }

  /** In no order. */
  all(): readonly SpokenLine[] {
    return [...this.#lines.values()];
  }

  /** In no order. */
  holding(segment: number): readonly SpokenLine[] {
    return [...(this.#bySegment.get(segment) ?? [])].flatMap((id) => this.#lines.get(id) ?? []);
  }

  remember(line: SpokenLine): void {
    this.forget(line.id);
    this.#window.trim();
    this.#lines.set(line.id, line);
    for (const { segment } of line.parts) {
      const holding = this.#bySegment.get(segment) ?? new Set();
      this.#bySegment.set(segment, holding.add(line.id));
    }
  }

  forget(lineId: string): void {
    const line = this.#lines.get(lineId);
    if (line === undefined) return;
    this.#lines.delete(lineId);
    this.#unlist(line);
  }

  #unlist(line: SpokenLine): void {
    for (const { segment } of line.parts) {
      const holding = this.#bySegment.get(segment);
      holding?.delete(line.id);
      if (holding?.size === 0) this.#bySegment.delete(segment);
    }
  }
}
