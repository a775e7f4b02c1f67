import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { Logger } from '../../../logger.ts';
import { maxAnswerCharacters } from '../../answers/answer-size.ts';
import { TranslationError } from '../../translation-error.ts';
import {
  APERTIUM_BACKLOG,
  APERTIUM_FIRST_RESTART_MS,
  APERTIUM_IDLE_MS,
  APERTIUM_LONGEST_RESTART_MS,
  APERTIUM_STUCK_MS,
} from '../../translation-limits.ts';
import { fromStreamFormat, oneLine, toStreamFormat } from './stream-format.ts';

export interface PipelineOptions {
  readonly mode: string;
  /** Stages joined by `|`, each flushing at NUL. */
  readonly command: string;
  readonly programPath: string;
  readonly logger: Logger;
  readonly idleMs?: number;
  readonly stuckMs?: number;
}

type State =
  | { readonly kind: 'stopped'; readonly failures: number; readonly startAfter: number }
  | { readonly kind: 'running'; readonly run: Run; readonly failures: number }
  | { readonly kind: 'disposed' };

/** One start of the processes. Answers come in the order of the texts, so an abandoned text keeps its place. */
interface Run {
  readonly child: ChildProcessWithoutNullStreams;
  readonly waiting: Waiting[];
  unread: string;
}

interface Waiting {
  readonly resolve: (text: string) => void;
  readonly reject: (error: TranslationError) => void;
  /** Of the answer, in the stream's format. */
  readonly maxCharacters: number;
}

/**
 * Apertium's processes for one direction: started by the first text, ended after five idle minutes, started again (later
 * each time) when one of them dies.
 */
export class ApertiumProcesses {
  readonly #options: PipelineOptions;
  #state: State = { kind: 'stopped', failures: 0, startAfter: 0 };
  #idleTimer: NodeJS.Timeout | undefined;
  #stuckTimer: NodeJS.Timeout | undefined;

  constructor(options: PipelineOptions) {
    this.#options = options;
  }

  /** @throws {TranslationError} */
  async translate(text: string, signal: AbortSignal): Promise<string> {
    const line = oneLine(text);
    if (line === '') return '';
    if (signal.aborted) throw failure('cancelled', 'every caller has left');
    const written = toStreamFormat(line);
    const run = this.#running();
    if (run.waiting.length >= APERTIUM_BACKLOG) throw failure('overloaded', 'too many texts are waiting');
    return new Promise((resolve, reject) => {
      const leave = () => reject(failure('cancelled', 'every caller has left'));
      const settled = () => signal.removeEventListener('abort', leave);
      signal.addEventListener('abort', leave, { once: true });
      run.waiting.push({
        resolve: (answer) => {
          settled();
          resolve(answer);
        },
        reject: (error) => {
          settled();
          reject(error);
        },
        maxCharacters: maxAnswerCharacters(written),
      });
      run.child.stdin.write(written);
      this.#watch(run, false);
    });
  }

  /** The id of the process group while it runs. */
  get processGroup(): number | undefined {
    return this.#state.kind === 'running' ? this.#state.run.child.pid : undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { run } = this.#state.kind === 'running' ? this.#state : { run: undefined };
    this.#state = { kind: 'disposed' };
    if (run !== undefined) this.#end(run, failure('cancelled', 'the engine was closed'));
  }

  #running(): Run {
    const state = this.#state;
    if (state.kind === 'running') return state.run;
    if (state.kind === 'disposed') throw failure('cancelled', 'the engine was closed');
    if (Date.now() < state.startAfter)
      throw failure('network', `${this.#options.mode} is about to be started again`);
    const run = this.#start();
    this.#state = { kind: 'running', run, failures: state.failures };
    return run;
  }

  #start(): Run {
    const { command, programPath, mode, logger } = this.#options;
    // A process group of its own ends as a whole. The server's environment holds secrets and is not passed on.
    const child = spawn('/bin/bash', ['-c', command], {
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { PATH: programPath, LC_ALL: 'C.UTF-8' },
    });
    const run: Run = { child, waiting: [], unread: '' };
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (piece: string) => this.#read(run, piece));
    child.stderr.resume();
    child.stdout.once('end', () => this.#lost(run, 'its output ended'));
    child.stdin.on('error', () => this.#lost(run, 'its input broke'));
    child.on('error', () => this.#lost(run, 'it could not be started'));
    child.once('exit', () => this.#lost(run, 'it ended'));
    logger.debug({ engine: 'apertium', mode, pid: child.pid }, 'translation processes started');
    return run;
  }

  #read(run: Run, piece: string): void {
    const parts = (run.unread + piece).split('\0');
    run.unread = parts.pop() ?? '';
    for (const answer of parts) {
      const waiting = run.waiting.shift();
      if (waiting === undefined || answer.length <= waiting.maxCharacters)
        waiting?.resolve(fromStreamFormat(answer));
      else waiting.reject(failure('bad-reply', 'the answer is far longer than its question'));
    }
    if (run.unread.length > (run.waiting[0]?.maxCharacters ?? maxAnswerCharacters(''))) {
      this.#lost(run, 'an answer has no end');
      return;
    }
    if (parts.length === 0 || this.#state.kind !== 'running') return;
    this.#state = { ...this.#state, failures: 0 };
    this.#watch(run, true);
  }

  /** Sets the stuck timer while a text waits, the idle timer while none does. */
  #watch(run: Run, progressed: boolean): void {
    clearTimeout(this.#idleTimer);
    if (progressed || run.waiting.length === 1) clearTimeout(this.#stuckTimer);
    if (run.waiting.length === 0) {
      this.#idleTimer = setTimeout(() => this.#stop(run), this.#options.idleMs ?? APERTIUM_IDLE_MS).unref();
    } else if (progressed || run.waiting.length === 1) {
      const stuckMs = this.#options.stuckMs ?? APERTIUM_STUCK_MS;
      this.#stuckTimer = setTimeout(() => this.#lost(run, 'it gives no answer'), stuckMs).unref();
    }
  }

  #stop(run: Run): void {
    if (this.#state.kind !== 'running' || this.#state.run !== run) return;
    this.#state = { kind: 'stopped', failures: 0, startAfter: 0 };
    this.#end(run, failure('network', 'stopped while idle'));
  }

  #lost(run: Run, why: string): void {
    if (this.#state.kind !== 'running' || this.#state.run !== run) return;
    const failures = this.#state.failures + 1;
    // The first restart is immediate: a single exit is an accident.
    const pauseMs =
      failures === 1
        ? 0
        : Math.min(APERTIUM_FIRST_RESTART_MS * 2 ** (failures - 2), APERTIUM_LONGEST_RESTART_MS);
    this.#state = { kind: 'stopped', failures, startAfter: Date.now() + pauseMs };
    this.#options.logger.warn(
      { engine: 'apertium', mode: this.#options.mode, why, pauseMs },
      'translation processes lost',
    );
    this.#end(run, failure('network', `${this.#options.mode} was lost: ${why}`));
  }

  #end(run: Run, error: TranslationError): void {
    clearTimeout(this.#idleTimer);
    clearTimeout(this.#stuckTimer);
    run.child.stdin.destroy();
    run.child.stdout.destroy();
    run.child.stderr.destroy();
    killGroup(run.child.pid);
    for (const waiting of run.waiting.splice(0)) waiting.reject(error);
  }
}

function failure(kind: 'cancelled' | 'overloaded' | 'network' | 'bad-reply', what: string): TranslationError {
  return new TranslationError('apertium', kind, what);
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // ESRCH: every process of the group has ended.
  }
}
