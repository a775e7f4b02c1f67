import { closeSync, openSync } from 'node:fs';
import { type Config, ConfigError } from '../../config/config.ts';
import type { Logger } from '../../logger.ts';
import type { CopiedLineStore } from './copied-lines.ts';
import { removeLeftCopy } from './rewritten-copy.ts';
import { TranscriptFile } from './transcript-file.ts';

/** The operator's copy, if they want one. @throws {ConfigError} naming `TRANSCRIPT_FILE` when it cannot be written. */
export function openTranscript(
  { transcriptFile: path, targetLanguage }: Pick<Config, 'transcriptFile' | 'targetLanguage'>,
  store: CopiedLineStore,
  logger: Logger,
): TranscriptFile | undefined {
  if (path === undefined) return undefined;
  try {
    closeSync(openSync(path, 'a', 0o600));
    removeLeftCopy(path);
  } catch (error) {
    throw new ConfigError([`TRANSCRIPT_FILE: ${path} cannot be written (${String(error)}).`]);
  }
  // `auto` is every browser's own; a file on the server has none.
  return new TranscriptFile({
    path,
    language: targetLanguage === 'auto' ? 'original' : targetLanguage,
    store,
    logger,
  });
}
