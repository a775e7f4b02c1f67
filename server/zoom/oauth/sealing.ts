import { CompactEncrypt, compactDecrypt } from 'jose';

/** A key of 32 bytes, and the id that sealed text carries. */
interface SealingKey {
  readonly kid: string;
  readonly key: Uint8Array;
}

/** `current` seals; all of them unseal, so that text sealed before a rotation of the secret stays readable. */
export interface SealingKeys {
  readonly current: SealingKey;
  readonly all: readonly SealingKey[];
}

/** The text was not sealed here, was changed, or its key is not known any more. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

/** AES-256-GCM with a fresh IV each time, as a compact JWE that names its key. */
export async function seal(value: unknown, { current }: SealingKeys): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(value)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: current.kid })
    .encrypt(current.key);
}

/** @throws {SealError} */
export async function unseal(sealed: string, keys: SealingKeys): Promise<unknown> {
  try {
    const { plaintext } = await compactDecrypt(
      sealed,
      ({ kid }) => {
        const known = keys.all.find((key) => key.kid === kid);
        if (known === undefined) throw new SealError('It was sealed with a key that is not known any more.');
        return known.key;
      },
      { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] },
    );
    return JSON.parse(new TextDecoder().decode(plaintext));
  } catch (error) {
    throw error instanceof SealError
      ? error
      : new SealError('It was not sealed by this server.', { cause: error });
  }
}
