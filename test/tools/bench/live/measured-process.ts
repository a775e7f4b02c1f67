import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** What a process has used since the last question. */
export type Usage = z.infer<typeof usageSchema>;

export interface MeasuredProcess extends AsyncDisposable {
  /** Where it listens. */
  readonly url: string;
  usage(): Promise<Usage>;
  /** What it holds now, after a collection of garbage. */
  memory(): Promise<Pick<Usage, 'rssBytes' | 'heapBytes'>>;
  /** Writes a CPU profile from now on to its end. */
  profileInto(file: string): void;
}

const usageSchema = z.object({
  cpuMs: z.number(),
  rssBytes: z.number(),
  heapBytes: z.number(),
  loopDelayMs: z.object({ p50: z.number(), p99: z.number(), longest: z.number() }),
});
const listeningSchema = z.object({ msg: z.literal('listening'), url: z.string() });
const preload = fileURLToPath(new URL('report-usage.mjs', import.meta.url));

/** Starts a Node.js process of its own, so that the load does not share its event loop. Resolves at its `listening` line. */
export async function startMeasured(
  script: string,
  options: {
    readonly cwd: string;
    readonly env: Readonly<Record<string, string>>;
    readonly imports?: readonly string[];
  },
): Promise<MeasuredProcess> {
  const imports = [preload, ...(options.imports ?? [])].flatMap((file) => ['--import', file]);
  const child = spawn(process.execPath, ['--expose-gc', ...imports, script], {
    cwd: options.cwd,
    env: { PATH: process.env.PATH, LOCAL_MODELS_DOWNLOAD: 'never', ...options.env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const url = await listeningUrl(child);
  const ask = async (question: 'usage' | 'memory'): Promise<Usage> => {
    const answer = once(child, 'message');
    child.send(question);
    const [usage] = await answer;
    return usageSchema.parse(usage);
  };
  return {
    url,
    usage: () => ask('usage'),
    memory: () => ask('memory'),
    profileInto: (file) => child.send({ profile: file }),
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

async function listeningUrl(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the process has no output to read');
  for await (const line of createInterface({ input: child.stdout })) {
    const event = listeningSchema.safeParse(JSON.parse(line));
    if (!event.success) continue;
    child.stdout.resume();
    return event.data.url;
  }
  throw new Error('the process ended before it listened');
}
