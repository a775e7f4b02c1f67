import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { compileCatalog } from './compile-message.ts';

/** `./messages/de.json?messages`: a catalog, compiled. */
const QUERY = '.json?messages';
/** By Rollup's convention other plugins leave such modules alone. */
const PREFIX = '\0messages:';
/** In the place of `.json`: Vite parses modules that end so as JSON, and names chunks by what is left. */
const SUFFIX = '.js';

/** Compiles message catalogs while building, so that the pages load templates and no parser. Part of Vite and of Vitest. */
export function messageCatalogs(): Plugin {
  return {
    name: 'message-catalogs',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!source.endsWith(QUERY) || importer === undefined) return undefined;
      return `${PREFIX}${resolve(dirname(importer), source.slice(0, -QUERY.length))}${SUFFIX}`;
    },
    async load(id) {
      if (!id.startsWith(PREFIX)) return undefined;
      const path = `${id.slice(PREFIX.length, -SUFFIX.length)}.json`;
      this.addWatchFile(path);
      try {
        return `export default ${JSON.stringify(compileCatalog(JSON.parse(await readFile(path, 'utf8'))))};`;
      } catch (error) {
        throw new Error(`The message catalog ${path} cannot be compiled. ${messageOf(error)}`, {
          cause: error,
        });
      }
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
