import { existsSync } from 'node:fs';
import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { environmentSchema } from '../config/config-schema.ts';

/** In the order of docs/running-against-zoom.md. */
const questions = [
  ['CLIENT_ID', 'Client ID (Basic Information of the app)'],
  ['CLIENT_SECRET', 'Client Secret (the same page)'],
  ['ZOOM_SECRET_TOKEN', 'Secret Token (beside the event subscription)'],
  ['REDIRECT_URI', 'OAuth redirect URL (https://<host>/callback)'],
] as const;

export interface Setup {
  readonly directory: string;
  /** The answer to a question; `undefined` when there will be none. */
  ask(question: string): Promise<string | undefined>;
  tell(sentence: string): void;
}

/** Asks for the four required values and writes `.env` (0600). `false`: nothing was written. */
export async function setUp({ directory, ask, tell }: Setup): Promise<boolean> {
  const path = join(directory, '.env');
  const isThere = existsSync(path);
  if (
    isThere &&
    !/^y(es)?$/i.test((await ask('.env exists. Change its four required values? [y/N] ')) ?? '')
  ) {
    tell('.env stays as it is.');
    return false;
  }
  const values = new Map<string, string>();
  for (const [variable, question] of questions) {
    const value = await askUntilRight(variable, question, { ask, tell });
    if (value === undefined) {
      tell('Nothing was written.');
      return false;
    }
    values.set(variable, value);
  }
  const template = await readFile(isThere ? path : join(directory, '.env.example'), 'utf8');
  // Made beside it with its final mode: no moment in which others can read it, and none with half a file.
  const draft = `${path}.new`;
  await writeFile(draft, withValues(template, values), { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, path);
  tell(`${path} is written. Next: npm run doctor`);
  return true;
}

async function askUntilRight(
  variable: (typeof questions)[number][0],
  question: string,
  { ask, tell }: Pick<Setup, 'ask' | 'tell'>,
): Promise<string | undefined> {
  for (;;) {
    const answer = (await ask(`${question}: `))?.trim();
    if (answer === undefined) return undefined;
    const fault = answer === '' ? 'is missing' : faultOf(variable, answer);
    if (fault === undefined) return answer;
    tell(`${variable} ${fault}.`);
  }
}

function faultOf(variable: (typeof questions)[number][0], answer: string): string | undefined {
  // A line of `.env` cannot hold these without quotation marks, and no value of Zoom's has them.
  if (/["'`\\#\s]/.test(answer))
    return 'has a blank, a quotation mark or another sign that Zoom’s values do not have';
  return environmentSchema.shape[variable].safeParse(answer).error?.issues[0]?.message;
}

/** The same file with these values; a variable that it does not have is added at its end. */
function withValues(text: string, values: ReadonlyMap<string, string>): string {
  const left = new Map(values);
  const lines = text.split(/\r?\n/).map((line) => {
    const name = line.match(/^\s*(?:export\s+)?(\w+)\s*=/)?.[1] ?? '';
    const value = values.get(name);
    left.delete(name);
    return value === undefined ? line : `${name}=${value}`;
  });
  while (lines.at(-1) === '') lines.pop();
  return `${[...lines, ...[...left].map(([name, value]) => `${name}=${value}`)].join('\n')}\n`;
}
