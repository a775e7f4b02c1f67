import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fromStreamFormat,
  oneLine,
  toServerCommand,
  toStreamFormat,
} from '../../../../../server/translation/engines/apertium/stream-format.ts';

describe("Apertium's stream format", () => {
  it('escapes its signs and ends the sentence', () => {
    expect(toStreamFormat('a [b] ^c$ 5/6 <i>')).toBe('a \\[b\\] \\^c\\$ 5\\/6 \\<i\\>[].[]\0');
  });

  it('parts the word "no" from a full stop, which together are read as "number", unless a number follows', () => {
    expect(toStreamFormat('She said no. We go on')).toBe('She said no[]. We go on[].[]\0');
    expect(toStreamFormat('It is no. 5 or piano. No.')).toBe('It is no. 5 or piano. No[].[].[]\0');
  });

  it('restores any input', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        const line = oneLine(text);
        const written = toStreamFormat(line);
        expect(written.indexOf('\0')).toBe(written.length - 1);
        expect(fromStreamFormat(written.slice(0, -1))).toBe(line);
      }),
    );
  });

  it('removes the sentence end that was added and keeps the one that was spoken', () => {
    expect(fromStreamFormat('Hola..[]')).toBe('Hola.');
    expect(fromStreamFormat('Hola.[] ')).toBe('Hola');
    expect(fromStreamFormat('¿Qué?  .[]')).toBe('¿Qué?');
  });

  it('makes every stage of a mode flush at NUL, and end the others when it ends', () => {
    expect(toServerCommand("lt-proc 'a b.bin' | apertium-tagger -g $2 'x.prob' | lt-proc $1 'c.bin'\n")).toBe(
      "{ lt-proc -z 'a b.bin'; kill -KILL 0; } | { apertium-tagger -z -g  'x.prob'; kill -KILL 0; } | { lt-proc -z -n 'c.bin'; kill -KILL 0; }",
    );
  });
});
