/** `npm run demo`: a meeting in four languages, and the panel beside it, without an account, a key or the internet. */
import { parseArgs } from 'node:util';
import { loadModelsConfig } from '../../../server/config/config.ts';
import { runModelsCommand } from '../../../server/translation/engines/local/command/models-command.ts';
import { readCatalog } from '../../../server/translation/engines/local/models/catalog.ts';
import { publishedMirrors } from '../../../server/translation/engines/local/models/published-models.ts';
import { buildClientIfStale } from './build-client.ts';
import { openBrowser } from './open-browser.ts';
import { networkAddress } from './readers/phone-door.ts';
import { type RunningDemo, runDemo } from './run-demo.ts';
import { typedAdvice } from './typed-sentences.ts';

const usage = `npm run demo -- [options]
  --port <number>    port of the demo page (default: any free one)
  --speed <number>   1 is natural speech, up to 8
  --network          read on a phone as well: opens one door on this machine's network address, with the reader's page
                     and panel of the pretend meeting, for everybody on the same network; off by default
  --models           first download translation models between English and Spanish (about 50 MB, once)
  --no-open          do not open a browser

Typed sentences are translated by stored models and by Apertium where they are there, and by the engines of TRANSLATE_ENGINES, DEEPL_KEY,
LIBRE_URL and OPENAI_URL where these are set.`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      speed: { type: 'string', default: '1' },
      network: { type: 'boolean', default: false },
      models: { type: 'boolean', default: false },
      open: { type: 'boolean', default: true },
      help: { type: 'boolean', default: false },
    },
    allowNegative: true,
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const port = numberIn('--port', values.port, 0, 65_535);
  const speed = numberIn('--speed', values.speed, 0.5, 8);
  await buildClientIfStale((sentence) => console.log(sentence));
  const address = values.network ? networkAddress() : undefined;
  if (values.network && address === undefined) {
    throw new UsageError('This machine has no network address. Leave out --network, or connect it first.');
  }
  const models = loadModelsConfig(process.env);
  if (values.models) await fetchModels(models);
  const demo = await runDemo({
    port,
    speed,
    environment: process.env,
    modelsFolder: models.directory,
    ...(address === undefined ? {} : { networkAddress: address }),
    onFault: (fault) => console.error(explain(fault)),
  });
  console.log(describe(demo));
  if (values.open) await openBrowser(demo.url);
  await untilStopped();
  console.log('\nStopping the demo.');
  await demo[Symbol.asyncDispose]();
}

/** Without them the demo is as before. */
async function fetchModels({
  directory: folder,
  mirrors,
}: ReturnType<typeof loadModelsConfig>): Promise<void> {
  await runModelsCommand(['en-es', 'es-en'], {
    folder,
    catalog: readCatalog(folder),
    mirrors: mirrors ?? publishedMirrors,
    signal: new AbortController().signal,
    out: (text) => process.stdout.write(text),
    isTerminal: process.stdout.isTTY === true,
  });
}

function describe({ url, homeUrl, panelUrl, phoneUrl, translation, has }: RunningDemo): string {
  const columns = ['engine', 'serves', 'metered', 'where'] as const;
  const rows = translation.map((row) => ({ ...row, metered: row.metered ? 'costs money' : 'free' }));
  const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => row[column].length)));
  const line = (cells: readonly string[]) =>
    `    ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('   ')}`.trimEnd();
  return `
  The meeting and the panel:  ${url}
  The panel alone:            ${panelUrl}
  In a browser, afterwards:   ${homeUrl}
  On a phone, this network:   ${phoneUrl ?? 'not open; start with --network'}

  What translates what:
${line(columns)}
${rows.map((row) => line(columns.map((column) => row[column]))).join('\n')}

  The phrasebook knows the dialogue in English, Spanish, Portuguese, French, Arabic, German, Japanese and Chinese.
  What translates the sentences that you type, one command each:
${typedAdvice(has)
  .map(({ what, command }) => `    ${what}:\n      ${command}`)
  .join('\n')}

  Stop with Ctrl-C.
`;
}

function numberIn(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= min && value <= max)) {
    throw new UsageError(`${name} must be a number from ${min} to ${max}, not "${text}".\n\n${usage}`);
  }
  return value;
}

class UsageError extends Error {
  override readonly name = 'UsageError';
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

main().catch((error: unknown) => {
  console.error(explain(error));
  process.exit(1);
});

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof UsageError) return error.message;
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return 'That port is taken. Choose another with --port, or leave it out.';
  if (String(code).startsWith('ERR_PARSE_ARGS')) return `${error.message}\n\n${usage}`;
  return `Something in the demo failed: ${error.stack ?? error.message}`;
}
