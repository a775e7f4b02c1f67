/** Covers client/home.tsx, client/panel.tsx, client/view.tsx, client/vite.config.ts. */
import { describe, expect, it } from 'vitest';
import { allScripts, allStyles, firstScripts, gzipped } from '../support/bundle.ts';

/** Words that only the Apps SDK has. */
const appsSdk = /jsOCHelper|native2js/;

describe('the size of the pages', () => {
  it('is at most 150 kB of scripts before the first caption, zipped', async () => {
    const scripts = await firstScripts('panel.html');
    expect(scripts.size).toBeGreaterThan(1);
    expect(gzipped(scripts.values())).toBeLessThanOrEqual(150_000);
  });

  it('is at most 300 kB of scripts in all for a panel, every interface language included', async () => {
    const scripts = await allScripts('panel.html');
    expect(scripts.size).toBeGreaterThan((await firstScripts('panel.html')).size);
    expect(gzipped(scripts.values())).toBeLessThanOrEqual(300_000);
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

  it('is small for a view, which has no reader, no virtual list and no Apps SDK', async () => {
    const view = await firstScripts('view.html');
    expect(gzipped(view.values())).toBeLessThanOrEqual(125_000);
    const code = [...view.values()].join('\n');
    expect(code).not.toMatch(appsSdk);
    expect(code).not.toContain('data-more');
  });

  it('has no style that the oldest Zoom clients lack: the build writes `light-dark()` as custom properties', async () => {
    const styles = (await allStyles()).join('\n');
    expect(styles).toContain('prefers-color-scheme:dark');
    expect(styles).not.toContain('light-dark(');
  });
});
