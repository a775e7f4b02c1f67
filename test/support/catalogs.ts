import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const client = fileURLToPath(new URL('../../client', import.meta.url));
const SOURCE = join('messages', 'en.json');

/** The folders of message catalogs, absolute: that of every page, and one for each part with words of its own. */
export function catalogFolders(): readonly string[] {
  return readdirSync(client, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(SOURCE))
    .map((file) => join(client, dirname(file)))
    .sort();
}
