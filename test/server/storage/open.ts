import { createLogger } from '../../../server/logger.ts';
import { openStorage, type Storage, type StorageOptions } from '../../../server/storage/storage.ts';

/** Opens storage as a server would, but without a word in the log. */
export function open(url: string, options: Partial<StorageOptions> = {}): Promise<Storage> {
  return openStorage({ databaseUrl: url, retentionHours: 24, logger: createLogger('silent'), ...options });
}
