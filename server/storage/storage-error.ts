/** A statement that the database did not carry out. Only the cause may quote the values: the message never does. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  /** The same call may succeed soon: the database was busy or away, or it aborted this transaction for another. */
  readonly retryable: boolean;

  constructor(message: string, options: { readonly retryable: boolean; readonly cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.retryable = options.retryable;
  }
}

/** The error as a `StorageError`; its code decides whether it is retryable. */
export function asStorageError(error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  const code = errorCode(error);
  return new StorageError(`The database refused a statement (${code ?? 'no code'}).`, {
    retryable: code === undefined ? isLostConnection(error) : isPassing(code),
    cause: error,
  });
}

/** `SQLITE_BUSY`, `ECONNREFUSED` or an SQLSTATE of five characters; of a `StorageError`, the code of its cause. */
export function errorCode(error: unknown): string | undefined {
  if (error instanceof StorageError) return errorCode(error.cause);
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string' && error.code !== '') return error.code;
  // Node tries every address of a host name and reports all failures in one error.
  return error instanceof AggregateError
    ? error.errors.map(errorCode).find((code) => code !== undefined)
    : undefined;
}

const passingCodes = [
  /^SQLITE_(BUSY|LOCKED|FULL)/,
  /^E(CONNREFUSED|CONNRESET|TIMEDOUT|PIPE|HOSTUNREACH|NETUNREACH|AI_AGAIN)$/,
  /^08/, // PostgreSQL: the connection failed
  /^40/, // serialization failure, deadlock
  /^53/, // too many connections, disk or memory full
  /^55P03$/, // lock not available
  /^57(014|P0[123])$/, // statement timeout, shutdown, still starting
];

function isPassing(code: string): boolean {
  return passingCodes.some((pattern) => pattern.test(code));
}

/** node-postgres gives no code when a connection breaks or is not made in time. */
function isLostConnection(error: unknown): boolean {
  return (
    error instanceof Error &&
    /connection (terminated|timeout)|timeout exceeded|query read timeout|not queryable/i.test(error.message)
  );
}
