import { isInteger, isObject } from './json.ts';
import { subscribableEvents } from './protocol.ts';

/** What message 5 asked for on one signaling connection; a new connection begins with nothing. */
export class Subscriptions {
  readonly #events = new Set<number>();
  /** The people already in the room were reported. */
  hasRoster = false;

  has(eventType: number): boolean {
    return this.#events.has(eventType);
  }

  /** @returns what was wrong with it. Message 5 has no answer. */
  change(events: unknown): readonly string[] {
    if (!Array.isArray(events)) return ['message 5 has no array of events'];
    const faults: string[] = [];
    for (const event of events) {
      const type: unknown = isObject(event) ? event.event_type : undefined;
      const isWanted: unknown = isObject(event) ? event.subscribe : undefined;
      if (!isInteger(type) || !subscribableEvents.includes(type) || typeof isWanted !== 'boolean') {
        faults.push(`message 5 subscribes to event ${String(type)}`);
      } else if (isWanted) this.#events.add(type);
      else this.#events.delete(type);
    }
    return faults;
  }

  clear(): void {
    this.#events.clear();
    this.hasRoster = false;
  }
}
