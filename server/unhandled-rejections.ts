import type { Logger } from './logger.ts';

/**
 * The last resort. Every promise has an owner who handles its failure; should one be missing, a single line of one
 * meeting is at stake, and Node would end every other meeting for it.
 */
export function surviveRejections(process: Pick<NodeJS.EventEmitter, 'on'>, logger: Logger): void {
  process.on('unhandledRejection', (err: unknown) => {
    logger.error({ err }, 'nobody handled a failure; the server goes on');
  });
}
