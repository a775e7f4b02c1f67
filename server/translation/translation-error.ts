export type FailureKind =
  | 'timeout'
  | 'network' // no connection, a broken one, or a 5xx
  | 'rate-limited' // 429, or 503 with Retry-After
  | 'refused' // the service wants no calls from here: Google's "Sorry…" page, a wrong address
  | 'bad-key'
  | 'quota'
  | 'language' // the service does not offer the pair, the phrasebook has no entry
  | 'bad-reply' // an answer that is no translation
  | 'overloaded' // our own queue is full; the service was not asked
  | 'cancelled'; // nobody waits for it any more

interface Details {
  readonly status?: number;
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
  /** `false`: the failure says nothing about the engine's health, as the short deadline of a draft. */
  readonly counts?: boolean;
}

/** Why an engine gave no translation. Its message never holds spoken words or a service's own text. */
export class TranslationError extends Error {
  override readonly name = 'TranslationError';
  readonly engine: string;
  readonly kind: FailureKind;
  readonly #what: string;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;
  /** Counts for the circuit breaker. */
  readonly counts: boolean;

  constructor(engine: string, kind: FailureKind, what: string, details: Details = {}) {
    const status = details.status === undefined ? '' : ` (HTTP ${details.status})`;
    super(`${engine}: ${what}${status}`, details.cause === undefined ? {} : { cause: details.cause });
    this.engine = engine;
    this.#what = what;
    this.kind = kind;
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
    this.counts = details.counts ?? healthKinds.has(kind);
  }

  /** The same failure, as one that says nothing about the engine's health. */
  uncounted(): TranslationError {
    const { engine, kind, status } = this;
    return new TranslationError(engine, kind, this.#what, {
      counts: false,
      cause: this.cause,
      ...(status === undefined ? {} : { status }),
    });
  }

  /** May the same text succeed on the same engine within seconds? */
  get transient(): boolean {
    return transientKinds.has(this.kind);
  }

  /** May the same text succeed on the same engine soon? */
  get retryable(): boolean {
    return !lastingKinds.has(this.kind);
  }
}

/** The service takes no markup with this text; it may take the text without it. */
export class MarkupRefused extends TranslationError {
  constructor(engine: string, status: number) {
    super(engine, 'bad-reply', 'refuses the markup', { status, counts: false });
  }
}

const healthKinds: ReadonlySet<FailureKind> = new Set(['timeout', 'network', 'bad-reply']);
const transientKinds: ReadonlySet<FailureKind> = new Set(['timeout', 'network', 'rate-limited']);
const lastingKinds: ReadonlySet<FailureKind> = new Set(['bad-key', 'quota', 'language']);

/** Classifies what `fetch`, an abort or the `translate` package threw. */
export function toTranslationError(engine: string, error: unknown): TranslationError {
  if (error instanceof TranslationError) return error;
  if (error instanceof Error && error.name === 'TimeoutError') {
    return new TranslationError(engine, 'timeout', 'no answer in time', { cause: error });
  }
  if (error instanceof Error && error.name === 'AbortError') {
    return new TranslationError(engine, 'cancelled', 'every caller has left', { cause: error });
  }
  // undici: "fetch failed", "terminated", sockets closed under way. A body that is no JSON is a SyntaxError.
  if (error instanceof TypeError && /fetch failed|terminated/.test(error.message)) {
    return new TranslationError(engine, 'network', 'the connection failed', { cause: error });
  }
  return new TranslationError(engine, 'bad-reply', 'the answer is no translation');
}
