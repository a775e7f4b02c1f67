/** `npm run bench:panel`: what the panel weighs, how soon it shows a caption, and what a very long meeting costs it. */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { ENGLISH, openPanelOf } from '../../browser/panel-page.ts';
import { launchBrowser } from '../../support/browser.ts';
import { allScripts, firstScripts, gzipped } from '../../support/bundle.ts';
import { Journey } from '../../support/journey.ts';
import { addBareRow, costOf, heapOf, openBarePage } from './panel-page-bench.ts';

const usage = `npm run bench:panel -- [options]
  --lines <number>    in the meeting before anything is measured (default: 10000)
  --seconds <number>  measured with five more lines in each (default: 20)
  --record            write the sizes down as those to compare with`;

const LINES_PER_SECOND = 5;
const recordedFile = new URL('panel-sizes.json', import.meta.url);

interface Sizes {
  /** Bytes of scripts, zipped, before the first caption. */
  readonly toFirstCaption: number;
  /** Of all scripts of both pages. */
  readonly inAll: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      lines: { type: 'string', default: '10000' },
      seconds: { type: 'string', default: '20' },
      record: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const [lines, seconds] = [Number(values.lines), Number(values.seconds)];
  if (values.help || !(lines >= 300) || !(seconds >= 1)) return say(usage);
  await reportSizes(values.record);
  await reportMeeting(lines, seconds);
}

async function reportSizes(record: boolean): Promise<void> {
  const now: Sizes = {
    toFirstCaption: gzipped((await firstScripts('panel.html')).values()),
    inAll: gzipped((await allScripts('panel.html')).values()),
  };
  if (record) await writeFile(recordedFile, `${JSON.stringify(now, undefined, 2)}\n`);
  const recorded: Sizes = JSON.parse(await readFile(recordedFile, 'utf8'));
  say('scripts over the wire, zipped');
  row(
    'to the first caption',
    kilobytes(now.toFirstCaption),
    `recorded ${kilobytes(recorded.toFirstCaption)}`,
  );
  row('in all', kilobytes(now.inAll), `recorded ${kilobytes(recorded.inAll)}`);
}

async function reportMeeting(lines: number, seconds: number): Promise<void> {
  const browser = await launchBrowser();
  try {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    await meeting.startRtms();
    const ana = meeting.join('Ana', { language: ENGLISH });
    let said = 0;
    const speak = async (count: number) => {
      for (let step = 0; step < count; step += 1) {
        said += 1;
        await meeting.say(ana, sentence(said));
      }
    };
    await using opened = await openPanelOf(browser, journey, meeting, { role: 'attendee' });
    const { panel, page } = opened;
    page.setDefaultTimeout(WAIT_MS);
    await panel.getByText('Listening').waitFor();
    await speak(100);
    const newest = () => panel.getByRole('list').getByText(`[es] ${sentence(said)}`);
    await newest().waitFor();
    const shortHeap = await heapOf(page);
    say('\nfirst caption');
    await page.reload();
    await panel.locator('[data-line]').first().waitFor();
    const firstMs = await panel.evaluate(() => performance.now());
    const bareMs = await bareLoad(browser);
    row(
      'after the page was asked for',
      `${firstMs.toFixed(0)} ms`,
      `${(firstMs / bareMs).toFixed(1)} × a bare page`,
    );

    say(`\na meeting of ${lines} lines (spoken now; this takes a while)`);
    await speak(lines - said);
    await newest().waitFor();
    const longHeap = await heapOf(page);
    row('memory, 100 lines', kilobytes(shortHeap), '');
    row(
      `memory, ${lines} lines`,
      kilobytes(longHeap),
      `${((longHeap - shortHeap) / (lines - 100)).toFixed(0)} bytes a line`,
    );
    const rows = await panel.locator('[data-line]').count();
    row('rows in the page', String(rows), '');

    say(`\n${LINES_PER_SECOND} lines a second for ${seconds} s`);
    const html = await panel
      .locator('[data-line]')
      .last()
      .evaluate((element) => element.outerHTML);
    const panelCost = await costOf(page, panel, () => steadily(seconds, () => speak(1)));
    await newest().waitFor();
    const bare = await browser.newPage({ viewport: { width: 372, height: 700 } });
    const frame = await openBarePage(bare, html, rows);
    const bareCost = await costOf(bare, frame, () =>
      // Each caption comes as it was spoken, and is translated a moment later: two changes.
      steadily(seconds, async () => {
        said += 1;
        await addBareRow(frame, html, sentence(said));
        await frame.evaluate(
          (words) => {
            const line = document.querySelector('li:last-child p > span');
            if (line !== null) line.textContent = words;
          },
          `[es] ${sentence(said)}`,
        );
      }),
    );
    row('tasks over 50 ms', String(panelCost.longTasks), `bare page ${bareCost.longTasks}`);
    row(
      'main thread',
      `${panelCost.busyMsPerSecond.toFixed(0)} ms/s`,
      `bare page ${bareCost.busyMsPerSecond.toFixed(0)} ms/s, ratio ${(panelCost.busyMsPerSecond / bareCost.busyMsPerSecond).toFixed(1)}`,
    );
  } finally {
    await browser.close();
  }
}

/** Ten thousand lines through simulator and server take a minute or two. */
const WAIT_MS = 300_000;

async function steadily(seconds: number, act: () => Promise<void>): Promise<void> {
  const startedAt = performance.now();
  for (let step = 0; step < seconds * LINES_PER_SECOND; step += 1) {
    const due = startedAt + (step * 1_000) / LINES_PER_SECOND;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    await act();
  }
}

/** What this machine's browser needs for a page with one line of text. */
async function bareLoad(browser: Awaited<ReturnType<typeof launchBrowser>>): Promise<number> {
  const page = await browser.newPage();
  await page.goto('data:text/html,<p>caption</p>');
  await page.locator('p').waitFor();
  const elapsedMs = await page.evaluate(() => performance.now());
  await page.close();
  return elapsedMs;
}

function sentence(number: number): string {
  return `This is sentence number ${number}${number % 3 === 0 ? ', which is a good deal longer than the ones around it' : ''}.`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1_000).toFixed(1)} kB`;
}

function row(what: string, value: string, beside: string): void {
  say(`  ${what.padEnd(32)}${value.padStart(12)}   ${beside}`.trimEnd());
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

await main();
