/** Searches the bytes of every file of a directory, as somebody with the disk in their hands would. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export function filesHold(directory: string, words: string): boolean {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .some((file) => readFileSync(join(file.parentPath, file.name)).includes(words));
}
