import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const KEY_FILE = 'session.key';
/** 256 bits in base64url have 43; much shorter ones can be guessed. */
const MIN_SECRET_CHARACTERS = 32;

/** The key file cannot be used. The message says what the operator can do, and never holds the key. */
export class SessionKeyError extends Error {
  override readonly name = 'SessionKeyError';
}

/**
 * The secrets of `SESSION_SECRET`, or the one in the data directory's key file, which is made at the first start.
 * The first signs and encrypts, the rest verify and decrypt.
 */
export async function loadSessionSecrets(options: {
  readonly configured: readonly string[] | undefined;
  readonly dataDirectory: string;
}): Promise<readonly string[]> {
  if (options.configured !== undefined && options.configured.length > 0) return options.configured;
  const file = join(options.dataDirectory, KEY_FILE);
  try {
    return [(await readSecret(file)) ?? (await createSecret(file))];
  } catch (cause) {
    if (cause instanceof SessionKeyError) throw cause;
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
    throw new SessionKeyError(
      `SESSION_SECRET: is not set, and the key file ${file} can neither be read nor made (${reason}).`,
      { cause },
    );
  }
}

/** Whether the secret can be guessed. */
export function isWeakSecret(secret: string): boolean {
  return secret.length < MIN_SECRET_CHARACTERS;
}

/** A 256-bit key for one use: two labels never give the same key. */
export function deriveKey(secret: string, label: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', label, 32));
}

/** A public id of a secret, by which old ciphertext and tokens find their key. */
export function secretId(secret: string): string {
  return createHash('sha256').update(deriveKey(secret, 'secret id')).digest('base64url').slice(0, 12);
}

async function readSecret(file: string): Promise<string | undefined> {
  const content = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isErrorCode(error, 'ENOENT')) return undefined;
    throw error;
  });
  if (content === undefined) return undefined;
  const secret = content.trim();
  if (isWeakSecret(secret)) {
    throw new SessionKeyError(
      `${file} is not a session key: remove it (everybody signs in again), or restore it.`,
    );
  }
  return secret;
}

/** Writes a temporary file and links it into place: of two processes that start at once, one creates the key and the other reads it. */
async function createSecret(file: string): Promise<string> {
  await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
  const secret = randomBytes(32).toString('base64url');
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(aside, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  try {
    await link(aside, file);
    return secret;
  } catch (error) {
    if (!isErrorCode(error, 'EEXIST')) throw error;
    const winner = await readSecret(file);
    if (winner === undefined) throw error;
    return winner;
  } finally {
    await rm(aside, { force: true });
  }
}

function isErrorCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
