import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { EngineBehaviour } from './play-scenario.ts';

const reportSchema = z.object({ calls: z.number(), mostAtOnce: z.number() });

export type EngineReport = z.infer<typeof reportSchema>;

export interface LibreProgram extends AsyncDisposable {
  /** `LIBRE_URL` */
  readonly url: string;
  report(): Promise<EngineReport>;
}

/** Starts `libre-process.ts`, which ends with this process. */
export async function startLibreProgram(behaviour: EngineBehaviour): Promise<LibreProgram> {
  const program = fork(fileURLToPath(new URL('libre-process.ts', import.meta.url)), [
    JSON.stringify(behaviour),
  ]);
  return {
    url: z.string().parse(await messageOf(program)),
    report: async () => {
      const message = messageOf(program);
      program.send('report');
      return reportSchema.parse(await message);
    },
    [Symbol.asyncDispose]: async () => {
      const exit = once(program, 'exit');
      program.disconnect();
      await exit;
    },
  };
}

async function messageOf(program: ChildProcess): Promise<unknown> {
  const ended = new AbortController();
  const { signal } = ended;
  try {
    const [message] = await Promise.race([
      once(program, 'message', { signal }),
      once(program, 'exit', { signal }).then(() => {
        throw new Error('the process of the engine has ended');
      }),
    ]);
    return message;
  } finally {
    ended.abort();
  }
}
