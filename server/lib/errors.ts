/** Does the error say of itself that a repetition may succeed? */
export function isRetryable(error: unknown): boolean {
  return error instanceof Error && 'retryable' in error && error.retryable === true;
}

/** Does the error say of itself that no repetition helps? An error that says nothing is not final. */
export function isFinal(error: unknown): boolean {
  return error instanceof Error && 'retryable' in error && error.retryable === false;
}

/** The class of an error, for logs: a database's message may quote what it was given. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
