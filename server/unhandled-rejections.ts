import type { Logger } from './logger.ts';

/**
 * Logs a rejection that no owner handled. It concerns a single line of one meeting, and ending the process would
 * end every other meeting.
 */
export function surviveRejections(process: Pick<NodeJS.EventEmitter, 'on'>, logger: Logger): void {
  process.on('unhandledRejection', (err: unknown) => {
    logger.error({ err }, 'a rejection was not handled; the process continues');
  });
}
