import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createLogger } from '../../server/logger.ts';

function logged(write: (logger: ReturnType<typeof createLogger>) => void): string {
  let text = '';
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      text += String(chunk);
      done();
    },
  });
  write(createLogger('debug', sink));
  return text;
}

describe('the log', () => {
  it('keeps the class, code and place of an error, and not its words', () => {
    const cause = Object.assign(new RangeError('the spoken words'), { code: 'ERANGE' });
    const text = logged((logger) => logger.error({ err: new TypeError('a secret', { cause }) }, 'it failed'));
    expect(text).not.toMatch(/secret|spoken/);
    expect(JSON.parse(text)).toMatchObject({
      msg: 'it failed',
      err: {
        type: 'TypeError',
        at: expect.stringContaining('logger.test.ts'),
        cause: { type: 'RangeError', code: 'ERANGE' },
      },
    });
  });

  it('never holds a token, should one be passed by mistake', () => {
    const text = logged((logger) => logger.info({ token: 'abc123', viewer: { token: 'abc123' } }, 'oops'));
    expect(text).not.toContain('abc123');
  });
});
