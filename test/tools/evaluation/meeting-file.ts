/** Meetings that are not bundled, from files somebody else wrote. */
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { z } from 'zod';
import { type Meeting, writtenMeeting } from './meeting.ts';
import type { SpokenSegment } from './segments.ts';

/** For `--help`. */
export const fileFormats = `A meeting is a JSON file; terms may be left out, and one sentence is one line of the script:
  { "speakers": { "Ana": "es", "Tom": "en" },
    "terms": { "budget/budgets": "presupuesto/presupuestos" },
    "script": ["Tom: Can you hear me? | ¿Me oyen?", "~ Ana: Yes, I can. | Sí, los oigo."] }
Left of | is English, right of it Spanish; who speaks one is compared with the other; ~ interrupts the sentence before.
Its segments, if they are not to be cut here, are a JSON list of the same words, in the order they arrive:
  [{ "speaker": "Tom", "text": "Can you", "startedMs": 0, "endedMs": 800 }]`;

/** Its name is the file's. @throws when it is not written as it should be, naming file and place. */
export async function readMeeting(file: string): Promise<Meeting> {
  const { speakers, terms, script } = await read(file, writtenFile);
  const name = basename(file, extname(file));
  return writtenMeeting({
    name,
    speakers,
    terms,
    script: Array.isArray(script) ? script.join('\n') : script,
  });
}

export async function readSegments(file: string, meeting: Meeting): Promise<readonly SpokenSegment[]> {
  const speakers = new Map(meeting.sentences.map(({ speaker }) => [speaker.name, speaker]));
  return (await read(file, segmentsFile)).map(({ speaker: name, ...segment }) => {
    const speaker = speakers.get(name);
    if (speaker === undefined) throw new Error(`${file}: "${name}" says nothing in ${meeting.name}.`);
    return { ...segment, speaker };
  });
}

const writtenFile = z.object({
  speakers: z.record(z.string().regex(/^\S+$/, 'is a name with a blank'), z.enum(['en', 'es'])),
  terms: z.record(z.string(), z.string()).default({}),
  script: z.union([z.string(), z.array(z.string())]),
});

const segmentsFile = z.array(
  z.object({
    speaker: z.string(),
    text: z.string().trim().min(1),
    startedMs: z.number().min(0),
    endedMs: z.number().min(0),
  }),
);

async function read<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${file}: ${issue?.path.join('.')} ${issue?.message}`);
}
