import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const serverMain = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url));

export interface ServerProcess {
  readonly url: string;
  readonly process: ChildProcess;
  /** Its log until it listened. */
  readonly log: readonly string[];
}

/** The real process; resolves at its `listening` line. */
export async function startProcess(directory: string, env: Record<string, string>): Promise<ServerProcess> {
  const child = spawn(process.execPath, [serverMain], {
    cwd: directory,
    // No test downloads from published mirrors.
    env: { PATH: process.env.PATH, LOCAL_MODELS_DOWNLOAD: 'never', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const log: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    log.push(line);
    const event: unknown = JSON.parse(line);
    if (isListening(event)) {
      child.stdout.resume();
      return { url: event.url, process: child, log };
    }
  }
  throw new Error('the server ended before it listened');
}

function isListening(event: unknown): event is { url: string } {
  return (
    typeof event === 'object' &&
    event !== null &&
    'msg' in event &&
    event.msg === 'listening' &&
    'url' in event
  );
}

export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
  return child.exitCode;
}
