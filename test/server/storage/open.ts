import { createLogger } from '../../../server/logger.ts';
import { openStorage, type Storage, type StorageOptions } from '../../../server/storage/storage.ts';

/** Opens the storage as the server does, with a silent log. */
export function open(url: string, options: Partial<StorageOptions> = {}): Promise<Storage> {
  return openStorage({ databaseUrl: url, retentionHours: 24, logger: createLogger('silent'), ...options });
}
