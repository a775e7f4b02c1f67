/** Utterances with known sentence boundaries, written for this evaluation: `dev` to tune on, `gate` to be held by a test. */
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export const splits = ['dev', 'gate'] as const;

/** The utterances of one language. */
export type BoundarySet = z.infer<typeof boundarySet>;
export type Utterance = BoundarySet['utterances'][number];

/** In the order of their tags. @param only the languages to read; all when it is empty. */
export async function readBoundarySets(
  split: (typeof splits)[number],
  only: readonly string[] = [],
): Promise<readonly BoundarySet[]> {
  const folder = fileURLToPath(new URL(`${split}/`, import.meta.url));
  const known = (await readdir(folder)).map((file) => file.replace('.json', '')).toSorted();
  const unknown = only.find((tag) => !known.includes(tag));
  if (unknown !== undefined)
    throw new Error(`--language must be one of ${known.join(', ')}, not "${unknown}".`);
  const tags = known.filter((tag) => only.length === 0 || only.includes(tag));
  return Promise.all(tags.map((tag) => readSet(`${folder}${tag}.json`)));
}

const boundarySet = z.object({
  language: z.string(),
  /** Whether a speaker of the language has judged the boundaries. */
  judged: z.boolean(),
  utterances: z.array(z.object({ sentences: z.array(z.string().trim().min(1)).min(1), trap: z.string() })),
});

async function readSet(file: string): Promise<BoundarySet> {
  const parsed = boundarySet.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${file}: ${issue?.path.join('.')} ${issue?.message}`);
}
