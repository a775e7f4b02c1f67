/** The server's database past the server: what really stands in the file, and what another program may do to it. */
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Somebody else writes: until this is gone, nothing can be stored. */
export function lockDatabase(directory: string): Disposable {
  const file = openFile(directory);
  file.exec('begin immediate');
  return { [Symbol.dispose]: () => file.close() };
}

/** The first column of every row. */
export function rowsOf(directory: string, query: string): unknown[] {
  const file = openFile(directory);
  try {
    return file.prepare(query).pluck().all();
  } finally {
    file.close();
  }
}

/** This person's newest context of any meeting is as old as that: they were present until then, milliseconds. */
export function setPresence(directory: string, uid: string, presentUntil: number): void {
  const file = openFile(directory);
  try {
    file.prepare('update meeting_members set present_until = ? where uid = ?').run(presentUntil, uid);
  } finally {
    file.close();
  }
}

/** A host chooses whole hours; this link expires then, milliseconds since 1970. */
export function expireShare(directory: string, shareId: string, expiresAt: number): void {
  const file = openFile(directory);
  try {
    file.prepare('update shares set expires_at = ? where id = ?').run(expiresAt, shareId);
  } finally {
    file.close();
  }
}

/** Lines of the past that were translated for a share link. @param lines so many from now on */
export function caughtUp(directory: string, shareId: string, lines?: number): unknown {
  const file = openFile(directory);
  try {
    if (lines !== undefined)
      file.prepare('update shares set caught_up_lines = ? where id = ?').run(lines, shareId);
    return file.prepare('select caught_up_lines from shares where id = ?').pluck().get(shareId);
  } finally {
    file.close();
  }
}

/** A webhook that was answered and not acted on, as `kill -9` leaves it. */
export function leaveWebhook(directory: string, event: string, object: object): void {
  const body = JSON.stringify({ event, event_ts: Date.now(), payload: { object } });
  const file = openFile(directory);
  try {
    file
      .prepare('insert into webhooks (key, event, body, received_at, done) values (?, ?, ?, ?, 0)')
      .run(`${event} left`, event, body, Date.now());
  } finally {
    file.close();
  }
}

function openFile(directory: string): Database.Database {
  return new Database(join(directory, 'data', 'captions.db'));
}
