import { describe, expect, it } from 'vitest';
import { createLogger } from '../../../server/logger.ts';
import { BackgroundRequests } from '../../../server/zoom/background-requests.ts';

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
}

describe('background requests', () => {
  it('wait for begin, and then start in their order', async () => {
    const started: string[] = [];
    await using requests = new BackgroundRequests({ logger: createLogger('silent') });
    requests.add(async () => void started.push('first'));
    requests.add(async () => void started.push('second'));
    expect(started).toEqual([]);
    requests.begin();
    requests.add(async () => void started.push('third'));
    expect(started).toEqual(['first', 'second', 'third']);
  });

  it('are aborted when the server stops, and a later one does not start', async () => {
    const ended: string[] = [];
    const requests = new BackgroundRequests({ logger: createLogger('silent') });
    requests.begin();
    requests.add(async (signal) => {
      await untilAborted(signal);
      ended.push('running');
    });
    await requests[Symbol.asyncDispose]();
    requests.add(async () => void ended.push('late'));
    expect(ended).toEqual(['running']);
  });

  it('log a failure', async () => {
    const log: string[] = [];
    const requests = new BackgroundRequests({
      logger: createLogger('debug', { write: (line) => void log.push(line) }),
    });
    requests.begin();
    requests.add(() => Promise.reject(new Error('no')));
    await requests[Symbol.asyncDispose]();
    expect(log.join('')).toContain('a request to Zoom for a stream failed');
  });
});
