import type { Caption, Line } from '../../../shared/caption.ts';

/** One person's connections, the latest last: who rejoins a meeting gets a new id. */
interface Person {
  readonly connections: string[];
}

/**
 * Distinguishes people of one name: "Alex" and "Alex (2)". Two connections are two people when the earlier one speaks
 * again after the later one; else it is one person who rejoined.
 */
export class Namesakes {
  /** By connection. A number that was shown is kept when lines are loaded or dropped. */
  readonly #numbers = new Map<string, number>();
  readonly #named = new WeakMap<Line, Line>();

  /** The same lines, with names that differ where people do. */
  named(lines: readonly Line[]): readonly Line[] {
    for (const people of this.#peopleIn(lines).values()) this.#number(people);
    return this.#numbers.size === 0 ? lines : lines.map((line) => this.#withNumber(line));
  }

  #peopleIn(lines: readonly Line[]): ReadonlyMap<string, Person[]> {
    const byName = new Map<string, Person[]>();
    const gone = new Set<string>();
    for (const { kind, speaker } of lines) {
      if (speaker === undefined || speaker.name === '') continue;
      if (kind === 'left') gone.add(speaker.id);
      if (kind !== 'caption') continue;
      const people = byName.get(speaker.name) ?? [];
      byName.set(speaker.name, people);
      this.#heard(speaker.id, people, gone);
    }
    return byName;
  }

  #heard(id: string, people: Person[], gone: ReadonlySet<string>): void {
    const person = people.find(({ connections }) => connections.includes(id));
    if (person === undefined) {
      const same = this.#numbers.has(id) ? this.#known(id, people) : whoCameBack(people, gone);
      if (same === undefined) people.push({ connections: [id] });
      else same.connections.push(id);
    } else if (latest(person) !== id) {
      people.push({ connections: person.connections.splice(person.connections.indexOf(id) + 1) });
    }
  }

  #known(id: string, people: readonly Person[]): Person | undefined {
    return people.find((person) => this.#numberOf(person) === this.#numbers.get(id));
  }

  #number(people: readonly Person[]): void {
    const taken = new Set(people.map((person) => this.#numberOf(person)));
    if (people.length < 2 && taken.has(undefined)) return;
    let free = 1;
    for (const person of people) {
      while (taken.has(free)) free += 1;
      const number = this.#numberOf(person) ?? free;
      taken.add(number);
      for (const id of person.connections) this.#numbers.set(id, number);
    }
  }

  #numberOf({ connections }: Person): number | undefined {
    return connections.map((id) => this.#numbers.get(id)).find((number) => number !== undefined);
  }

  #withNumber(line: Line): Line {
    const number = this.#numbers.get(line.speaker?.id ?? '') ?? 1;
    if (line.speaker === undefined || number === 1) return line;
    const known = this.#named.get(line);
    if (known !== undefined) return known;
    const speaker = { ...line.speaker, name: `${line.speaker.name} (${number})` };
    const named =
      line.kind === 'caption' ? { ...line, speaker, ...ownOrder(line, number) } : { ...line, speaker };
    this.#named.set(line, named);
    return named;
  }
}

/** The server tells people apart by name; another place in the order is another colour. */
function ownOrder({ speakerOrder }: Caption, number: number) {
  return speakerOrder === undefined ? {} : { speakerOrder: speakerOrder + NAMESAKE_STEP * (number - 1) };
}

/** Far from those who speak first after the person of the same name. */
const NAMESAKE_STEP = 5;

function whoCameBack(people: readonly Person[], gone: ReadonlySet<string>): Person | undefined {
  return people.find((person) => gone.has(latest(person))) ?? people[people.length - 1];
}

function latest({ connections }: Person): string {
  return connections[connections.length - 1] ?? '';
}
