/** A view that nobody touches for a whole conference. */
import type { Browser, CDPSession } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import { homeStage, openHome } from '../home-page.ts';
import { ENGLISH } from '../panel-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const WARM_UP = 300;
/** Half an hour of speech, in which a leak of 1 kB a line shows. */
const LINES = 400;
const LEAK_MB = 0.35;

interface Held {
  readonly nodes: number;
  readonly listeners: number;
  readonly heapMb: number;
}

// Side by side: both wait for speech, which the server takes in at its pace.
describe.concurrent.each(['overlay', 'projector'])('the %s', (view) => {
  it('holds after seven hundred lines in two languages what it held after three hundred', async ({
    expect,
  }) => {
    const stage = await homeStage();
    await using _ = stage.journey;
    await using opened = await openHome(browser, stage, `?view=${view}&languages=es,ar`, {
      width: 1_280,
      height: 720,
    });
    const { page } = opened;
    const inspector = await page.context().newCDPSession(page);
    const people = ['Ana', 'Bo', 'Cem'].map((name) => stage.meeting.join(name, { language: ENGLISH }));
    let said = 0;
    const sayUntil = async (count: number) => {
      while (said < count) {
        said += 1;
        const speaker = people[said % people.length];
        if (speaker !== undefined) await stage.meeting.say(speaker, sentence(view, said));
      }
      for (const language of ['es', 'ar'])
        await page.getByText(`[${language}] ${sentence(view, said)}`).waitFor({ timeout: 120_000 });
    };
    await sayUntil(WARM_UP);
    const before = await heldBy(inspector);
    await sayUntil(WARM_UP + LINES);
    const after = await heldBy(inspector);
    expect(after.nodes).toBeLessThan(before.nodes * 1.2 + 50);
    expect(after.listeners).toBeLessThanOrEqual(before.listeners + 5);
    expect(after.heapMb).toBeLessThan(before.heapMb + LEAK_MB);
    expect(opened.errors).toEqual([]);
  }, 300_000);
});

function sentence(view: string, number: number): string {
  return `On the ${view} this is sentence number ${number}${number % 3 === 0 ? ', which is a good deal longer than the ones around it' : ''}.`;
}

/** What lives after a garbage collection. */
async function heldBy(inspector: CDPSession): Promise<Held> {
  await inspector.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners } = await inspector.send('Memory.getDOMCounters');
  const { usedSize } = await inspector.send('Runtime.getHeapUsage');
  return { nodes, listeners: jsEventListeners, heapMb: usedSize / 1_048_576 };
}
