import { describe, expect, it } from 'vitest';
import { createLogger } from '../../../server/logger.ts';
import { RestErrands } from '../../../server/zoom/rest-errands.ts';

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
}

describe('RestErrands', () => {
  it('wait until the streams of before are known, and then run in order', async () => {
    const ran: string[] = [];
    await using errands = new RestErrands({ logger: createLogger('silent') });
    errands.run(async () => void ran.push('first'));
    errands.run(async () => void ran.push('second'));
    expect(ran).toEqual([]);
    errands.begin();
    errands.run(async () => void ran.push('third'));
    expect(ran).toEqual(['first', 'second', 'third']);
  });

  it('end with the server, and nothing begins after it', async () => {
    const ended: string[] = [];
    const errands = new RestErrands({ logger: createLogger('silent') });
    errands.begin();
    errands.run(async (signal) => {
      await untilAborted(signal);
      ended.push('the one under way');
    });
    await errands[Symbol.asyncDispose]();
    errands.run(async () => void ended.push('a late one'));
    expect(ended).toEqual(['the one under way']);
  });

  it('may fail', async () => {
    const log: string[] = [];
    const errands = new RestErrands({
      logger: createLogger('debug', { write: (line) => void log.push(line) }),
    });
    errands.begin();
    errands.run(() => Promise.reject(new Error('no')));
    await errands[Symbol.asyncDispose]();
    expect(log.join('')).toContain('asking Zoom for a stream failed');
  });
});
