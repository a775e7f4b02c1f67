import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import { type RunningDemo, runDemo } from '../../tools/demo/run-demo.ts';

/** What a line showed at one moment. */
interface Sight {
  readonly text: string;
  /** Words that the line shows while it has no text for its reader. */
  readonly isPlaceholder: boolean;
  readonly side: string;
  /** Pixels from the top of its line. */
  readonly top: number;
}

const SENTENCES = 10;

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

it('replaces no text that is read, and moves none to the other side, in ten sentences of the demo’s meeting', async () => {
  const faults: unknown[] = [];
  await using demo = await runDemo({ port: 0, speed: 2, onFault: (fault) => faults.push(fault) });
  const readers = await Promise.all([
    readerOf(demo, 'host', 'spanish', 'es'),
    readerOf(demo, 'participant', 'arab', 'ar'),
  ]);
  for (const { language, panel } of readers) {
    const lines = await sightsOf(panel, language);
    const replaced = lines.flatMap((sights) => replacementsIn(sights));
    expect(replaced, `texts that were replaced in ${language}`).toEqual([]);
    const placed = lines.map((sights) => new Set(sights.map(({ side, top }) => `${side}, ${top} px`)).size);
    expect(Math.max(...placed), `places of one line in ${language}`).toBe(1);
    expect(lines.flat().some(({ isPlaceholder }) => isPlaceholder)).toBe(true);
  }
  expect(faults).toEqual([]);
});

async function readerOf(demo: RunningDemo, viewer: string, typed: string, language: string) {
  const page: Page = await browser.newPage({ viewport: { width: 1360, height: 820 } });
  page.setDefaultTimeout(15_000);
  await page.addInitScript('globalThis.__name ??= (named) => named;');
  await page.goto(demo.url);
  await page.selectOption('#viewer', viewer);
  const frame = page.frameLocator('#panel');
  await frame.getByRole('button', { name: /^Language of the captions/ }).click();
  await frame.getByRole('combobox').fill(typed);
  await frame.getByRole('option').first().click();
  const handle = await page.locator('#panel').elementHandle();
  const panel = await handle?.contentFrame();
  if (panel === null || panel === undefined) throw new Error('The demo shows no panel.');
  await panel.waitForSelector('[data-line]');
  await panel.evaluate(recordLines);
  return { language, panel };
}

/** Runs in the page: keeps what every line shows from its first frame on. */
function recordLines(): void {
  const seen: Record<string, { text: string; isPlaceholder: boolean; side: string; top: number }[]> = {};
  const look = () => {
    for (const line of document.querySelectorAll<HTMLElement>('li[data-origin]')) {
      const paragraph = line.querySelector('p');
      const words = paragraph?.querySelector<HTMLElement>('span[lang]');
      const text = words?.innerText ?? paragraph?.innerText ?? '';
      const id = line.dataset.line ?? '';
      const sights = seen[id] ?? [];
      seen[id] = sights;
      if (paragraph === null || sights.at(-1)?.text === text) continue;
      const side = getComputedStyle(paragraph).textAlign;
      const top = Math.round(paragraph.getBoundingClientRect().top - line.getBoundingClientRect().top);
      sights.push({ text, isPlaceholder: words === null || words === undefined, side, top });
    }
  };
  look();
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  Reflect.set(window, 'seenLines', seen);
}

/** Of the lines that were translated, until there are ten. */
async function sightsOf(panel: Frame, language: string): Promise<readonly (readonly Sight[])[]> {
  await panel.waitForFunction(
    ([count, read]) =>
      document.querySelectorAll(
        `li[data-state=settled]:is([data-origin=phrasebook], [data-origin=machine]) span[lang="${read}"]`,
      ).length >= Number(count),
    [SENTENCES, language] as const,
    { timeout: 50_000 },
  );
  const seen: Record<string, readonly Sight[]> = await panel.evaluate(() => Reflect.get(window, 'seenLines'));
  return Object.values(seen).filter((sights) => sights.length > 0);
}

function replacementsIn(sights: readonly Sight[]): readonly string[] {
  const texts = sights.filter(({ isPlaceholder }) => !isPlaceholder).map(({ text }) => text);
  return texts.flatMap((text, index) => {
    const before = texts[index - 1];
    return before === undefined || text.startsWith(before) ? [] : [`${before} → ${text}`];
  });
}
