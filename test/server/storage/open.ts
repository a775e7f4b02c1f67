import { createLogger } from '../../../server/logger.ts';
import type { Deletion } from '../../../server/storage/deletion/record-deletion.ts';
import { openStorage, type Storage, type StorageOptions } from '../../../server/storage/storage.ts';

interface OpenOptions extends Partial<StorageOptions> {
  /** Hears of each deletion. */
  readonly onDeleted?: (deletion: Deletion) => Promise<void> | void;
}

/** Opens the storage as the server does, with a silent log. */
export function open(url: string, { onDeleted, ...options }: OpenOptions = {}): Promise<Storage> {
  return openStorage({
    databaseUrl: url,
    retentionHours: 24,
    logger: createLogger('silent'),
    events: { emit: async (_name, deletion) => onDeleted?.(deletion) },
    ...options,
  });
}
