/** What a reader's panel has: the rules of shared/PROTOCOL.md for answers and batches, without a screen. */
import { compareLines, type Line } from '../../../../shared/caption.ts';
import type { CaptionBatch, HistoryAnswer, WatchAnswer } from '../../../../shared/panel-protocol.ts';
import { contentOf, type LineRules } from './line-rules.ts';

const MOST_EVENTS = 100;

export class PanelState {
  readonly #rules: LineRules;
  readonly #violated: (what: string) => void;
  readonly #lines = new Map<string, Line>();
  /** Changes of lines below the floor, which `history` brings later. */
  readonly #below = new Map<string, Line>();
  /** Since the lines began anew. */
  readonly #removed = new Set<string>();
  /** Lines of a smaller position exist and are not loaded. */
  #floor = Number.NEGATIVE_INFINITY;
  #language = '';
  #epoch = '';
  #version = -1;
  /** The newest answers and batches, to explain a violation. */
  readonly #events: string[] = [];

  constructor(rules: LineRules, violated: (what: string, events: readonly string[]) => void) {
    this.#rules = rules;
    this.#violated = (what) => violated(what, [...this.#events]);
  }

  get language(): string {
    return this.#language;
  }

  get version(): number {
    return this.#version;
  }

  /** What has come of late, oldest first. */
  get events(): readonly string[] {
    return this.#events;
  }

  get lines(): readonly Line[] {
    return [...this.#lines.values()].sort(compareLines);
  }

  /** What `watch` continues after; `undefined` in a language that this panel has not read last. */
  after(language: string): { readonly epoch: string; readonly version: number } | undefined {
    return this.#version >= 0 && language === this.#language
      ? { epoch: this.#epoch, version: this.#version }
      : undefined;
  }

  /** @param after what was asked for; batches may have come since. */
  answered(answer: WatchAnswer, after: { readonly version: number } | undefined): void {
    const { language, epoch, version, reset, captions } = answer;
    this.#note(
      `watch ${language} after ${after?.version ?? 'nothing'}: version ${version}${reset ? ', reset' : ''}, ${idsOf(captions)}`,
    );
    const goesOn = language === this.#language && epoch === this.#epoch && !reset;
    if (goesOn && after !== undefined && version < after.version)
      this.#violated(`watch after version ${after.version} of ${language} answered version ${version}`);
    if (!goesOn) {
      this.#lines.clear();
      this.#below.clear();
      this.#removed.clear();
      // As a panel: without a line there is nothing to ask `history` before.
      const knowsMore = answer.more && captions.length > 0;
      this.#floor = knowsMore ? lowest(captions) : Number.NEGATIVE_INFINITY;
    }
    this.#language = language;
    this.#epoch = epoch;
    this.#version = goesOn ? Math.max(version, this.#version) : version;
    for (const line of captions) this.#show(line);
    this.#rules.shows(language, this.#lines.values(), this.#events);
  }

  /** @returns false: a batch is missing before this one. */
  received(batch: CaptionBatch): boolean {
    const { from, version, upserts, removed } = batch;
    this.#note(
      `batch ${batch.language} ${from} to ${version} at ${this.#version}: ${idsOf(upserts)}${removed.length > 0 ? `, removed ${removed.join(' ')}` : ''}`,
    );
    if (batch.language !== this.#language || batch.epoch !== this.#epoch) return true;
    this.#rules.batch(batch);
    if (batch.version <= this.#version) return true;
    if (batch.from > this.#version) return false;
    this.#version = batch.version;
    for (const line of batch.upserts) this.#show(line);
    for (const id of batch.removed) {
      this.#lines.delete(id);
      this.#below.delete(id);
      this.#removed.add(id);
    }
    this.#rules.shows(this.#language, this.#lines.values(), this.#events);
    return true;
  }

  /** The answer to `history` before the oldest line. */
  older({ captions, more }: HistoryAnswer): void {
    this.#note(`history of ${this.#language}: ${idsOf(captions)}${more ? ', more' : ''}`);
    this.#floor = more && captions.length > 0 ? lowest(captions) : Number.NEGATIVE_INFINITY;
    for (const line of [...captions, ...this.#below.values()]) this.#show(line);
    this.#rules.shows(this.#language, this.#lines.values(), this.#events);
  }

  #note(event: string): void {
    this.#events.push(event);
    if (this.#events.length > MOST_EVENTS) this.#events.shift();
  }

  #show(line: Line): void {
    this.#rules.received(this.#language, line);
    // As a panel: an answer may be older than the batch that removed its line.
    if (this.#removed.has(line.id)) return;
    const place = line.position < this.#floor ? this.#below : this.#lines;
    if (place === this.#lines) this.#below.delete(line.id);
    const known = place.get(line.id);
    if (known !== undefined && known.version >= line.version) {
      const isPending = line.kind === 'caption' && line.origin === 'pending';
      if (known.version === line.version && !isPending && contentOf(known) !== contentOf(line))
        this.#violated(`a line changed without a version: ${contentOf(known)} and ${contentOf(line)}`);
      return;
    }
    place.set(line.id, line);
  }
}

function lowest(lines: readonly Line[]): number {
  return Math.min(...lines.map(({ position }) => position));
}

function idsOf(lines: readonly Line[]): string {
  return lines.length === 0 ? 'no lines' : lines.map(({ id, version }) => `${id}@${version}`).join(' ');
}
