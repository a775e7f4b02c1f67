import { expect, it } from 'vitest';
import { transcriptLine } from '../../../../server/record/transcript/transcript-line.ts';

it('names the moment in UTC, the speaker and the words', () => {
  expect(transcriptLine({ at: 1_700_000_000_123, name: 'Ana', text: 'Hola.' })).toBe(
    '[2023-11-14T22:13:20.123Z] Ana: Hola.\n',
  );
});

it('isolates a name that is read from the right, so that it keeps its place', () => {
  const line = (name: string, text: string) => transcriptLine({ at: 0, name, text }).slice(27);
  expect(line('עדי', 'שלום.')).toBe('\u2068עדי\u2069: שלום.\n');
  expect(line('سارة (host)', 'Hello.')).toBe('\u2068سارة (host)\u2069: Hello.\n');
  expect(line('Al\u202Eice', 'Text with \u202Ereversed words.')).toBe('Alice: Text with reversed words.\n');
});

it('is one line, whatever ends a line in the name or the words', () => {
  const line = transcriptLine({
    at: 0,
    name: ' A\r\nna',
    text: 'One\n\ttwo\u2028three\u2029four\0five\u0085',
  });
  expect(line).toBe('[1970-01-01T00:00:00.000Z] A na: One two three four five\n');
});
