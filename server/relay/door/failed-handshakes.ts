import { LRUCache } from 'lru-cache';
import { SessionTokenError } from '../../access/session-tokens.ts';
import { ConnectRefused } from '../refusals.ts';

/** As for requests: a whole office shares one address, and only guesses count. */
const MAX_GUESSES = 100;
const WINDOW_MS = 60_000;
const MAX_ADDRESSES = 10_000;

/** Port: what counts as one address. */
export type AddressKey = (address: string) => string;

/** Counts, per address, connections without a token of ours. Who has one is let in, whatever a neighbour does. */
export class FailedHandshakes {
  readonly #guesses = new LRUCache<string, number>({
    max: MAX_ADDRESSES,
    ttl: WINDOW_MS,
    noUpdateTTL: true,
  });
  readonly #addressKey: AddressKey;

  constructor(addressKey: AddressKey) {
    this.#addressKey = addressKey;
  }

  /** What a refused connection is told: the reason, or after too many guesses that they were too many. */
  reason(error: unknown, address: string): unknown {
    if (!isGuess(error)) return error;
    const key = this.#addressKey(address);
    const guesses = (this.#guesses.get(key) ?? 0) + 1;
    this.#guesses.set(key, guesses);
    return guesses > MAX_GUESSES ? tooManyGuesses : error;
  }
}

const tooManyGuesses = new ConnectRefused(
  'too-many-connections',
  'Too many failed attempts from this address. Wait a moment.',
);

/** A token that has expired was ours. */
function isGuess(error: unknown): boolean {
  if (error instanceof ConnectRefused) return error.code === 'token-missing';
  return error instanceof SessionTokenError && error.code === 'token-invalid';
}
