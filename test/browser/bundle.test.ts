import { readdir, readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../dist/client/', import.meta.url);
/** Words that only the Apps SDK has. */
const appsSdk = /jsOCHelper|native2js/;

function read(file: string): Promise<string> {
  return readFile(new URL(file, folder), 'utf8');
}

/** The scripts that a page needs before its first caption: what it names, and what those import. */
async function firstScripts(page: string): Promise<ReadonlyMap<string, string>> {
  const scripts = new Map<string, string>();
  const visit = async (file: string): Promise<void> => {
    if (scripts.has(file)) return;
    const code = await read(file);
    scripts.set(file, code);
    for (const [, name] of code.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) {
      await visit(`assets/${name}`);
    }
  };
  for (const [, file] of (await read(page)).matchAll(/(?:src|href)="\/?([^"]+\.js)"/g))
    await visit(file ?? '');
  return scripts;
}

function gzipped(codes: Iterable<string>): number {
  let bytes = 0;
  for (const code of codes) bytes += gzipSync(code).length;
  return bytes;
}

describe('what a browser has to load', () => {
  it('is at most 150 kB of scripts before the first caption, zipped', async () => {
    const scripts = await firstScripts('panel.html');
    expect(scripts.size).toBeGreaterThan(1);
    expect(gzipped(scripts.values())).toBeLessThanOrEqual(150_000);
  });

  it('is at most 300 kB of scripts in all', async () => {
    const files = (await readdir(new URL('assets/', folder))).filter((file) => file.endsWith('.js'));
    const codes = await Promise.all(files.map((file) => read(`assets/${file}`)));
    expect(gzipped(codes)).toBeLessThanOrEqual(300_000);
  });

  it('never holds the Apps SDK at /home, whatever is opened there', async () => {
    const panelOnly = await firstScripts('panel.html');
    const withSdk = [...panelOnly].filter(([, code]) => appsSdk.test(code)).map(([file]) => file);
    expect(withSdk).toHaveLength(1);
    const home = await firstScripts('home.html');
    expect([...home.values()].filter((code) => appsSdk.test(code))).toEqual([]);
    // Nor does anything that /home loads later name the file it is in.
    const [sdkFile = ''] = withSdk;
    const names = [...home.values()].filter((code) => code.includes(sdkFile.replace('assets/', '')));
    expect(names).toEqual([]);
  });
});
