import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createLogger, logText } from '../../server/logger.ts';

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

  it('cuts and cleans what others have written, wherever it stands', () => {
    const long = 'é'.repeat(300_000);
    const control = 'a\u202eb\u2028c\u0007d\ud800e\u200bf';
    const err = Object.assign(new Error('x\n    at spoken words (a:1:1)'), { code: long, name: long });
    const text = logged((logger) => {
      const child = logger.child({ streamId: logText(long) });
      child.warn(
        { reason: long, control, nested: { list: [long, control] }, err, [long]: 1 },
        'Zoom refused',
      );
    });
    expect(text.length).toBeLessThan(4_000);
    expect(text).not.toMatch(/[\p{Cf}\p{Cs}\p{Zl}]|\\u|spoken words/u);
    const { control: cleaned, reason } = JSON.parse(text);
    expect(cleaned).toBe('a b c d e f');
    expect(reason).toBe(`${'é'.repeat(200)}… (300000 characters)`);
  });

  it('keeps numbers, flags and lists as they are', () => {
    const facts = { count: 3, isNew: true, ids: ['a', 'b'], nothing: null, deep: { a: { b: 1 } } };
    const text = logged((logger) => logger.info(facts, 'facts'));
    expect(JSON.parse(text)).toMatchObject(facts);
  });

  it('never holds a token, should one be passed by mistake', () => {
    const text = logged((logger) => logger.info({ token: 'abc123', viewer: { token: 'abc123' } }, 'oops'));
    expect(text).not.toContain('abc123');
  });
});
