/** The secrets that sign sessions and encrypt grants, and the keys derived from them. */
import { deriveKey, isWeakSecret, loadSessionSecrets, secretId } from './access/session-secrets.ts';
import type { Config } from './config/config.ts';
import type { Logger } from './logger.ts';
import type { SealingKeys } from './zoom/oauth/sealing.ts';

/** The first secret signs and encrypts, all of them verify and decrypt. */
export async function loadSecrets(
  config: Pick<Config, 'sessionSecrets' | 'dataDirectory'>,
  logger: Logger,
): Promise<readonly string[]> {
  const { sessionSecrets: configured, dataDirectory } = config;
  const secrets = await loadSessionSecrets({ configured, dataDirectory });
  if (secrets.some(isWeakSecret)) {
    logger.warn('SESSION_SECRET holds a secret of less than 32 characters, which can be guessed');
  }
  return secrets;
}

/** One key per use and secret. The first seals, all of them unseal. */
export function sealingKeys(secrets: readonly string[], use: string): SealingKeys {
  const all = secrets.map((secret) => ({ kid: secretId(secret), key: deriveKey(secret, use) }));
  const [current] = all;
  if (current === undefined) throw new Error('SESSION_SECRET holds no secret.');
  return { current, all };
}
