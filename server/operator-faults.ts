import { SessionKeyError } from './access/session-secrets.ts';
import { RedisUnavailable } from './cluster/redis/redis-link.ts';
import { ConfigError } from './config/config.ts';
import { PagesNotBuilt } from './http/pages/pages.ts';
import { StorageError } from './storage/storage-error.ts';

/** A sentence about a fault that the operator can repair; `undefined` for other errors. */
export function explainToOperator(error: unknown): string | undefined {
  if (
    error instanceof ConfigError ||
    error instanceof PagesNotBuilt ||
    error instanceof RedisUnavailable ||
    error instanceof SessionKeyError ||
    error instanceof StorageError
  ) {
    return error.message;
  }
  const { syscall, code } = systemFault(error);
  // A refused file has the same code as a refused port, and is no fault of this variable.
  if (syscall === 'getaddrinfo') return 'HOST: there is no address of this name.';
  if (syscall !== 'listen' && syscall !== 'bind') return undefined;
  switch (code) {
    case 'EADDRINUSE':
      return 'PORT: another program listens there already. Stop it or choose another port.';
    case 'EACCES':
      return 'PORT: this user may not listen there. Choose a port from 1024 up.';
    case 'EADDRNOTAVAIL':
    case 'EINVAL':
      return 'HOST: this machine has no such address.';
    default:
      return undefined;
  }
}

function systemFault(error: unknown): { readonly syscall?: unknown; readonly code?: unknown } {
  return error instanceof Error && 'syscall' in error && 'code' in error ? error : {};
}
