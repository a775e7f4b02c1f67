import { LRUCache } from 'lru-cache';
import type { EngineAnswer } from '../engine.ts';
import { CACHE_CHARACTERS, CACHE_ENTRIES, CACHE_TTL_MS } from '../translation-limits.ts';

/** A call that somebody waits for. */
interface Flight {
  readonly id: string;
  readonly answer: Promise<EngineAnswer>;
  readonly abort: (reason: unknown) => void;
  waiters: number;
}

export interface FlightStart {
  readonly id: string;
  readonly signal: AbortSignal;
  readonly abort: (reason: unknown) => void;
}

/** Answers of engines by question, and one call for equal questions asked at the same time. */
export class CaptionCache {
  readonly #answers = new LRUCache<string, EngineAnswer>({
    max: CACHE_ENTRIES,
    maxSize: CACHE_CHARACTERS,
    ttl: CACHE_TTL_MS,
    sizeCalculation: (answer, key) => key.length + answer.text.length + 1,
  });
  readonly #flights = new Map<string, Flight>();
  #nextId = 1;

  get(key: string): EngineAnswer | undefined {
    return this.#answers.get(key);
  }

  /** The id of the call that answers this question already. */
  flightOf(key: string): string | undefined {
    return this.#flights.get(key)?.id;
  }

  /**
   * The answer of the call under way, or of a new one. A caller whose `signal` aborts leaves with its reason; the call itself
   * ends when the last one has left.
   */
  async share(
    key: string,
    signal: AbortSignal,
    start: (flight: FlightStart) => Promise<EngineAnswer>,
  ): Promise<EngineAnswer> {
    const flight = this.#flights.get(key) ?? this.#take(key, start);
    flight.waiters += 1;
    try {
      return await untilAborted(flight.answer, signal);
    } finally {
      flight.waiters -= 1;
      if (flight.waiters === 0 && this.#flights.get(key) === flight) {
        this.#flights.delete(key);
        flight.abort(signal.reason);
      }
    }
  }

  /** A meeting's words are to be forgotten: which answers are its own is not kept, so all go. */
  clear(): void {
    this.#answers.clear();
  }

  #take(key: string, start: (flight: FlightStart) => Promise<EngineAnswer>): Flight {
    const controller = new AbortController();
    const id = String(this.#nextId++);
    const abort = (reason: unknown) => controller.abort(reason);
    const answer = start({ id, signal: controller.signal, abort });
    const flight: Flight = { id, answer, abort, waiters: 0 };
    this.#flights.set(key, flight);
    const landed = () => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    };
    answer.then((value) => {
      this.#answers.set(key, value);
      landed();
    }, landed);
    return flight;
  }
}

async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let leave: (() => void) | undefined;
  const left = new Promise<never>((_resolve, reject) => {
    leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
  });
  try {
    return await Promise.race([promise, left]);
  } finally {
    if (leave !== undefined) signal.removeEventListener('abort', leave);
  }
}
