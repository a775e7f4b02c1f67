import type { Person } from '../wire/frames.ts';
import { MAX_NAME_CHARACTERS, oneLine } from './to-segment.ts';

export interface RosterPerson {
  readonly id: string;
  readonly name: string;
}

/** Meetings hold thousands; names of those who left are kept for their last words, up to this many. */
const MAX_NAMES = 20_000;

/** Who is in the meeting, by the ids of one stream. Names are chosen by people and may be empty, equal, or change. */
export class Roster {
  readonly #settlesMs: number;
  readonly #names = new Map<string, string>();
  readonly #present = new Set<string>();
  #quietUntil = Number.POSITIVE_INFINITY;
  #hasHeard = false;

  /** @param settlesMs people reported this soon after the subscription were there before us. */
  constructor(options: { readonly settlesMs: number }) {
    this.#settlesMs = options.settlesMs;
  }

  /** We subscribed: Zoom now reports everybody already in the room as a join. Later subscriptions change nothing. */
  subscribed(now: number): void {
    if (this.#quietUntil === Number.POSITIVE_INFINITY) this.#quietUntil = now + this.#settlesMs;
  }

  /** @returns who is new in the room; nobody of the first batch, or of the first seconds. */
  joined(people: readonly Person[], now: number): readonly RosterPerson[] {
    const isInitial = !this.#hasHeard || now < this.#quietUntil;
    this.#hasHeard = true;
    const newcomers: RosterPerson[] = [];
    for (const person of people) {
      this.#name(person.id, oneLine(person.name ?? '', MAX_NAME_CHARACTERS));
      if (!this.#present.has(person.id))
        newcomers.push({ id: person.id, name: this.nameOf(person.id) ?? '' });
      this.#present.add(person.id);
    }
    return isInitial ? [] : newcomers;
  }

  /** Zoom names nobody who leaves. @returns who of them was here. */
  left(people: readonly Person[]): readonly RosterPerson[] {
    return people
      .filter((person) => this.#present.delete(person.id))
      .map((person) => ({ id: person.id, name: this.nameOf(person.id) ?? '' }));
  }

  /** Who speaks is here, announced or not. */
  spoke(person: RosterPerson): void {
    this.#name(person.id, person.name);
    this.#present.add(person.id);
  }

  nameOf(id: string): string | undefined {
    return this.#names.get(id);
  }

  #name(id: string, name: string): void {
    if (name === '') return;
    this.#names.set(id, name);
    if (this.#names.size <= MAX_NAMES) return;
    const [oldest] = this.#names.keys();
    if (oldest !== undefined) this.#names.delete(oldest);
  }
}
