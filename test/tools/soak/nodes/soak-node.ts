/** One node of the soak: a real process with proxies of its own before PostgreSQL and Redis. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { end, serverMain } from '../../../support/server-process.ts';
import type { TcpProxy } from '../../../support/tcp-proxy.ts';

/** What lives in the process after a collection of garbage. */
export type NodeState = z.infer<typeof stateSchema>;

const stateSchema = z.object({
  heapBytes: z.number(),
  externalBytes: z.number(),
  rssBytes: z.number(),
  /** By kind, from `process.getActiveResourcesInfo()`. */
  resources: z.record(z.string(), z.number()),
});
const eventSchema = z.looseObject({ level: z.unknown(), msg: z.string() });
const preload = fileURLToPath(new URL('report-state.mjs', import.meta.url));
const METRICS_TOKEN = 'the-token-of-the-soak-for-metrics';
/** Pino's number for warnings; errors and fatal faults are above. */
const WARNING = 40;

export interface SoakNodeOptions {
  readonly name: string;
  readonly directory: string;
  readonly env: Readonly<Record<string, string>>;
  /** Gets the log of the node as a file of its name; absent: the log is not kept. */
  readonly logs?: string | undefined;
  /** Absent for a single node with SQLite. */
  readonly proxies?: { readonly redis: TcpProxy; readonly postgres: TcpProxy };
}

export class SoakNode implements AsyncDisposable {
  readonly name: string;
  readonly proxies: SoakNodeOptions['proxies'];
  readonly url: string;
  /** Warnings and errors of its log, by their sentence. */
  readonly complaints: Map<string, number>;
  readonly #process: ChildProcess;
  isStopped = false;

  /** @throws when the process ends before it listens. */
  static async start(options: SoakNodeOptions): Promise<SoakNode> {
    const child = spawn(process.execPath, ['--expose-gc', '--import', preload, serverMain], {
      cwd: options.directory,
      env: { PATH: process.env.PATH, LOCAL_MODELS_DOWNLOAD: 'never', METRICS_TOKEN, ...options.env },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    const complaints = new Map<string, number>();
    if (options.logs !== undefined)
      child.stdout?.pipe(createWriteStream(join(options.logs, `${options.name}.log`)));
    const url = await followLog(child, complaints);
    return new SoakNode(options, child, url, complaints);
  }

  private constructor(
    { name, proxies }: SoakNodeOptions,
    child: ChildProcess,
    url: string,
    complaints: Map<string, number>,
  ) {
    this.name = name;
    this.proxies = proxies;
    this.#process = child;
    this.url = url;
    this.complaints = complaints;
  }

  get hasEnded(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  /** Answers requests: neither ended nor stopped. */
  get isUp(): boolean {
    return !this.hasEnded && !this.isStopped;
  }

  stop(): void {
    this.isStopped = true;
    this.#process.kill('SIGSTOP');
  }

  continue(): void {
    this.#process.kill('SIGCONT');
    this.isStopped = false;
  }

  /** Resolves with its exit code. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    return end(this.#process, signal);
  }

  /** @throws when the process has ended. */
  async state(): Promise<NodeState> {
    const answer = once(this.#process, 'message');
    await new Promise<void>((resolve, reject) =>
      this.#process.send('state', (error) => (error === null ? resolve() : reject(error))),
    );
    const [state] = await answer;
    return stateSchema.parse(state);
  }

  /** The samples of `/metrics`, by name and labels. */
  async metrics(): Promise<ReadonlyMap<string, number>> {
    const response = await fetch(`${this.url}/metrics`, {
      headers: { authorization: `Bearer ${METRICS_TOKEN}` },
    });
    if (!response.ok) throw new Error(`/metrics answered ${response.status}`);
    const samples = new Map<string, number>();
    for (const line of (await response.text()).split('\n')) {
      if (line === '' || line.startsWith('#')) continue;
      const at = line.lastIndexOf(' ');
      samples.set(line.slice(0, at), Number(line.slice(at + 1)));
    }
    return samples;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.continue();
    await this.end('SIGKILL');
    await this.proxies?.redis[Symbol.asyncDispose]();
    await this.proxies?.postgres[Symbol.asyncDispose]();
  }
}

/** Resolves with the address of its `listening` line; goes on counting what the log complains of. */
function followLog(child: ChildProcess, complaints: Map<string, number>): Promise<string> {
  return new Promise((resolve, reject) => {
    if (child.stdout === null) return reject(new Error('The node has no output to read.'));
    child.once('exit', (code) => reject(new Error(`The node ended before it listened (code ${code}).`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const event = eventSchema.safeParse(JSON.parse(line));
      if (!event.success) return;
      const { level, msg, ...facts } = event.data;
      if (msg === 'listening') resolve(String(facts.url));
      if (Number(level) < WARNING && !['warn', 'error', 'fatal'].includes(String(level))) return;
      const sentence = 'error' in facts ? `${msg} (${String(facts.error)})` : msg;
      complaints.set(sentence, (complaints.get(sentence) ?? 0) + 1);
    });
  });
}
