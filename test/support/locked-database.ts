import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Somebody else writes to the server's database: until this is gone, nothing can be stored. */
export function lockDatabase(directory: string): Disposable {
  const file = openDatabase(directory);
  file.exec('begin immediate');
  return {
    [Symbol.dispose]: () => {
      if (file.open) file.close();
    },
  };
}

/** The first column of every row, as JSON would have it, past the server: what really stands in the file. */
export function rowsOf(directory: string, query: string): unknown[] {
  const file = openDatabase(directory);
  try {
    return file.prepare(query).pluck().all();
  } finally {
    file.close();
  }
}

export function openDatabase(directory: string): Database.Database {
  return new Database(join(directory, 'data', 'captions.db'));
}
