import { ConfigError } from './config.ts';
import { PagesNotBuilt } from './http/pages.ts';
import { StorageError } from './storage/storage-error.ts';

/** What the operator can mend, in a sentence; `undefined` for everything else. */
export function explainToOperator(error: unknown): string | undefined {
  if (error instanceof ConfigError || error instanceof PagesNotBuilt || error instanceof StorageError) {
    return error.message;
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return 'PORT: another program listens there already. Stop it or choose another port.';
  if (code === 'EACCES') return 'PORT: this user may not listen there. Choose a port from 1024 up.';
  if (code === 'EADDRNOTAVAIL') return 'HOST: this machine has no such address.';
  return undefined;
}
