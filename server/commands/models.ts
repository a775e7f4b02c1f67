/** `npm run models`: downloads and looks after translation models, without starting the server. */
import { loadModelsConfig, readEnvironment } from '../config/config.ts';
import { explainToOperator } from '../operator-faults.ts';
import { runModelsCommand } from '../translation/engines/local/command/models-command.ts';
import { readCatalog } from '../translation/engines/local/models/catalog.ts';
import { publishedMirrors } from '../translation/engines/local/models/published-models.ts';

async function main(): Promise<number> {
  const { directory: folder, mirrors = publishedMirrors } = loadModelsConfig(readEnvironment());
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  // A reader such as `head` may leave early.
  process.stdout.on('error', () => process.exit());
  return runModelsCommand(process.argv.slice(2), {
    folder,
    catalog: readCatalog(folder),
    mirrors,
    signal: stop.signal,
    out: (text) => process.stdout.write(text),
    isTerminal: process.stdout.isTTY === true,
  });
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const explained = explainToOperator(error) ?? (error instanceof Error ? error.message : String(error));
    process.stderr.write(`${explained}\n`);
    process.exitCode = 1;
  },
);
