import { LRUCache } from 'lru-cache';
import type { Person } from '../wire/frames.ts';
import { MAX_NAME_CHARACTERS, oneLine } from './to-segment.ts';

export interface RosterPerson {
  readonly id: string;
  readonly name: string;
}

/** A meeting holds thousands. The names of people who left are kept, because their last transcripts may come late. */
const MAX_NAMES = 20_000;

/** Who is in the meeting, by the user ids of one stream. A name may be empty, change, or be that of two people. */
export class Roster {
  readonly #settlesMs: number;
  readonly #names = new LRUCache<string, string>({ max: MAX_NAMES });
  readonly #present = new Set<string>();
  #settledAt = Number.POSITIVE_INFINITY;
  #hasFirstReport = false;

  /** @param settlesMs people reported this soon after the subscription were in the meeting before the stream. */
  constructor(options: { readonly settlesMs: number }) {
    this.#settlesMs = options.settlesMs;
  }

  /** The subscription was sent: Zoom reports everybody already there as a join. A later subscription changes nothing. */
  subscribed(now: number): void {
    if (this.#settledAt === Number.POSITIVE_INFINITY) this.#settledAt = now + this.#settlesMs;
  }

  /** @returns the people who joined after the stream began: not those of the first report or the first seconds. */
  joined(people: readonly Person[], now: number): readonly RosterPerson[] {
    const isInitial = !this.#hasFirstReport || now < this.#settledAt;
    this.#hasFirstReport = true;
    const newcomers: RosterPerson[] = [];
    for (const person of people) {
      this.#name(person.id, oneLine(person.name ?? '', MAX_NAME_CHARACTERS));
      if (!this.#present.has(person.id))
        newcomers.push({ id: person.id, name: this.nameOf(person.id) ?? '' });
      this.#present.add(person.id);
    }
    return isInitial ? [] : newcomers;
  }

  /** Zoom sends no name with a leave. @returns those of the people who were in the meeting. */
  left(people: readonly Person[]): readonly RosterPerson[] {
    return people
      .filter((person) => this.#present.delete(person.id))
      .map((person) => ({ id: person.id, name: this.nameOf(person.id) ?? '' }));
  }

  /** A speaker is in the meeting, whether a join was reported or not. */
  spoke(person: RosterPerson): void {
    this.#name(person.id, person.name);
    this.#present.add(person.id);
  }

  nameOf(id: string): string | undefined {
    return this.#names.get(id);
  }

  #name(id: string, name: string): void {
    if (name !== '') this.#names.set(id, name);
  }
}
