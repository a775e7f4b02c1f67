/** The process: environment in, listening line out, SIGINT and SIGTERM end it within five seconds. */
import { setTimeout as wait } from 'node:timers/promises';
import { CaptionServer } from './caption-server.ts';
import { loadConfig, readEnvironment } from './config/config.ts';
import { configSummary } from './config/config-summary.ts';
import { createLogger, type Logger, type LogOutput, logOutput } from './logger.ts';
import { explainToOperator } from './operator-faults.ts';
import { surviveRejections } from './unhandled-rejections.ts';

/** The process exits after this long, whatever still runs. */
const STOP_LIMIT_MS = 4_500;
/** `/readyz` answers 503 for this long before the stop, so that a load balancer sends no new requests. */
const DRAIN_NOTICE_MS = 300;

async function main(): Promise<void> {
  const environment = readEnvironment();
  const config = loadConfig(environment);
  const output = logOutput();
  const logger = createLogger(config.logLevel, output.stream);
  output.onDropped((lines) => logger.warn({ lines }, 'lines of the log were dropped: nobody read it'));
  surviveRejections(process, logger);
  const server = await CaptionServer.create(config, { logger, development: process.argv.includes('--dev') });
  const engines = server.describeTranslation().map(({ engine }) => engine);
  logger.info({ ...configSummary(environment, config), engines }, 'configuration');
  const { url } = await server.start();
  // Operators and tests wait for this line, whatever LOG_LEVEL says.
  const announcer = logger.isLevelEnabled('info') ? logger : createLogger('info', output.stream);
  announcer.info({ url }, 'listening');
  const stop = once((signal: NodeJS.Signals) => {
    stopWith(server, signal, { logger, output }).catch((err: unknown) => {
      logger.error({ err }, 'stopping failed');
      process.exit(1);
    });
  });
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

async function stopWith(
  server: CaptionServer,
  signal: NodeJS.Signals,
  { logger, output }: { readonly logger: Logger; readonly output: LogOutput },
): Promise<void> {
  logger.info({ signal }, 'stopping');
  setTimeout(() => {
    logger.error(server.unfinished, 'the process ends before everything is stored');
    process.exit(0);
  }, STOP_LIMIT_MS).unref();
  server.drain();
  await wait(DRAIN_NOTICE_MS);
  await server[Symbol.asyncDispose]();
  await output[Symbol.asyncDispose]();
  process.exit(0);
}

function once<T extends unknown[]>(action: (...args: T) => void): (...args: T) => void {
  let done = false;
  return (...args) => {
    if (!done) action(...args);
    done = true;
  };
}

main().catch((error: unknown) => {
  // A fault of the operator is printed as a sentence, any other error with its stack.
  const explained = explainToOperator(error);
  process.stderr.write(`${explained ?? (error instanceof Error ? error.stack : String(error))}\n`);
  process.exit(1);
});
