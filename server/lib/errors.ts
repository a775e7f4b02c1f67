/** Whether the error is marked as retryable. */
export function isRetryable(error: unknown): boolean {
  return error instanceof Error && 'retryable' in error && error.retryable === true;
}

/** Whether the error is marked as not retryable. An unmarked error is not final. */
export function isFinal(error: unknown): boolean {
  return error instanceof Error && 'retryable' in error && error.retryable === false;
}

/** The class of an error, for logs: a database's message may quote what it was given. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
