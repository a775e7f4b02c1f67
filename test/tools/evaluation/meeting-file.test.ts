import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { frameOf, heardFrame } from './frames.ts';
import { readMeeting, readSegments } from './meeting-file.ts';

const written = {
  speakers: { Ana: 'es', Tom: 'en' },
  terms: { 'budget/budgets': 'presupuesto/presupuestos' },
  script: ['Tom: Is the budget ready? | ¿Está listo el presupuesto?', '~ Ana: Not yet. | Todavía no.'],
};

async function filesOf(contents: Readonly<Record<string, unknown>>) {
  const directory = await mkdtemp(join(tmpdir(), 'meeting-'));
  for (const [name, content] of Object.entries(contents)) {
    await writeFile(join(directory, name), JSON.stringify(content));
  }
  return {
    path: (name: string) => join(directory, name),
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true }),
  };
}

describe('a meeting in a file', () => {
  it('is read as the bundled ones are written, with its name', async () => {
    await using files = await filesOf({ 'budget.json': written });
    expect(await readMeeting(files.path('budget.json'))).toMatchObject({
      name: 'budget',
      terms: [{ en: ['budget', 'budgets'], es: ['presupuesto', 'presupuestos'] }],
      sentences: [
        { speaker: { name: 'Tom', language: 'en' }, spoken: 'en', interrupts: false },
        { speaker: { name: 'Ana', language: 'es' }, es: 'Todavía no.', interrupts: true },
      ],
    });
  });

  it('may bring its own segments', async () => {
    const segment = { speaker: 'Tom', text: 'Is the budget', startedMs: 0, endedMs: 1_200 };
    await using files = await filesOf({
      'budget.json': written,
      'cut.json': [segment],
      'other.json': [{ ...segment, speaker: 'Eve' }],
    });
    const meeting = await readMeeting(files.path('budget.json'));
    expect(await readSegments(files.path('cut.json'), meeting)).toEqual([
      { ...segment, speaker: { name: 'Tom', language: 'en' } },
    ]);
    await expect(readSegments(files.path('other.json'), meeting)).rejects.toThrow('"Eve" says nothing');
  });

  it.each([
    [{ ...written, speakers: { Ana: 'fr' } }, /speakers\.Ana/],
    [{ ...written, script: ['Eve: Hello. | Hola.'] }, /Eve/],
    [{ speakers: {} }, /script/],
  ])('is refused with the place of the mistake', async (wrong, place) => {
    await using files = await filesOf({ 'wrong.json': wrong });
    await expect(readMeeting(files.path('wrong.json'))).rejects.toThrow(place);
  });
});

it('what is said goes through Zoom’s messages', () => {
  const speaker = { name: 'Ana', language: 'es' } as const;
  const frame = frameOf({ speaker, text: ' Buenos\ndías ', startedMs: 500, endedMs: 900 }, 1_767_600_000_000);
  expect(heardFrame(frame, { meetingId: 'm', streamId: 's', receivedAt: 1 })).toMatchObject({
    speaker: { id: 'Ana', name: 'Ana' },
    sourceLanguage: 'es',
    text: 'Buenos días',
    attribute: 'new',
    startedAt: 1_767_600_000_500,
    endedAt: 1_767_600_000_900,
  });
});
