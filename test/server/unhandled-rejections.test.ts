import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { createLogger } from '../../server/logger.ts';
import { surviveRejections } from '../../server/unhandled-rejections.ts';

it('logs the class of a rejection that nobody handled, without a word of it, and goes on', () => {
  const process = new EventEmitter();
  const log: string[] = [];
  surviveRejections(process, createLogger('info', { write: (line: string) => void log.push(line) }));
  process.emit('unhandledRejection', new TypeError('The crocodile ate the invoice.'));
  process.emit('unhandledRejection', 'crocodile');
  expect(log).toHaveLength(2);
  expect(log[0]).toContain('TypeError');
  expect(log.join('')).not.toContain('crocodile');
});
