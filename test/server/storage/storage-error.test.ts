import { describe, expect, it } from 'vitest';
import { asStorageError, errorCode, StorageError } from '../../../server/storage/storage-error.ts';

describe('asStorageError', () => {
  it.each([
    'SQLITE_BUSY',
    'SQLITE_BUSY_SNAPSHOT',
    'ECONNREFUSED',
    'ECONNRESET',
    '40001',
    '40P01',
    '53300',
    '57014',
    '57P01',
    '08006',
  ])('is retryable after %s', (code) => {
    expect(asStorageError(Object.assign(new Error('x'), { code })).retryable).toBe(true);
  });

  it.each(['SQLITE_CONSTRAINT_FOREIGNKEY', 'SQLITE_CORRUPT', '23505', '42P01', '28P01', 'EACCES'])(
    'is final after %s',
    (code) => {
      expect(asStorageError(Object.assign(new Error('x'), { code })).retryable).toBe(false);
    },
  );

  it('is retryable when a connection breaks or is not made in time', () => {
    expect(asStorageError(new Error('Connection terminated unexpectedly')).retryable).toBe(true);
    expect(asStorageError(new Error('timeout exceeded when trying to connect')).retryable).toBe(true);
    expect(asStorageError(new TypeError('x is not a function')).retryable).toBe(false);
  });

  it("does not repeat the database's message, which may quote spoken words", () => {
    const cause = Object.assign(new Error('value "my secret" is too long'), { code: '22001' });
    const error = asStorageError(cause);
    expect(error.message).toBe('The database refused a statement (22001).');
    expect(error.cause).toBe(cause);
  });

  it('finds the code when every address of a host was tried', () => {
    const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    expect(asStorageError(new AggregateError([refused])).retryable).toBe(true);
  });

  it('returns a StorageError unchanged', () => {
    const error = new StorageError('Said already.', { retryable: true });
    expect(asStorageError(error)).toBe(error);
  });

  it('finds the code in the cause of a StorageError', () => {
    const gone = Object.assign(new Error('schema "x" does not exist'), { code: '3F000' });
    expect(errorCode(asStorageError(gone))).toBe('3F000');
    expect(errorCode(new StorageError('No database at all.', { retryable: false }))).toBe(undefined);
  });
});
