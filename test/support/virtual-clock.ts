/**
 * Time that jumps from one event to the next. While it is installed, `setTimeout`, `setInterval` and `Date.now` of the
 * whole process follow it; what code imported from `node:timers`, and signals of `AbortSignal.timeout`, do not.
 */
export interface VirtualClockOptions {
  readonly startAt: number;
  /** Something outside (an engine) works, and what comes of it cannot be known before it is done. */
  readonly isWorking: () => boolean;
  /** Does time pass while it works? If not, it works in no time. */
  readonly passesWhileWorking: boolean;
}

/** Nothing that is worked on takes longer; if it does, it hangs. */
const STUCK_AFTER_MS = 60_000;

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
  readonly everyMs: number | undefined;
}

export class VirtualClock implements Disposable {
  readonly #options: VirtualClockOptions;
  readonly #real = {
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
    setInterval: globalThis.setInterval,
    clearInterval: globalThis.clearInterval,
  };
  readonly #realNow = Date.now;
  readonly #timers = new Map<TimerHandle, Timer>();
  #now: number;
  #order = 0;

  constructor(options: VirtualClockOptions) {
    this.#options = options;
    this.#now = options.startAt;
    const { clearTimeout, clearInterval } = this.#real;
    const clear = (realClear: (handle: Parameters<typeof clearTimeout>[0]) => void) => (handle: unknown) => {
      if (handle instanceof TimerHandle) this.#timers.delete(handle);
      // Made before this clock was installed.
      else if (handle instanceof Object && isRealTimer(handle)) realClear(handle);
    };
    Object.assign(globalThis, {
      setTimeout: (run: Callback, ms = 0, ...values: unknown[]) => this.#add(() => run(...values), ms, false),
      setInterval: (run: Callback, ms = 0, ...values: unknown[]) => this.#add(() => run(...values), ms, true),
      clearTimeout: clear(clearTimeout),
      clearInterval: clear(clearInterval),
    });
    Object.assign(Date, { now: () => this.now() });
  }

  now(): number {
    return Math.floor(this.#now);
  }

  /** Runs everything that is due until then, and what comes of it, in order. */
  async advanceTo(target: number): Promise<void> {
    await settle();
    let idleSince = performance.now();
    let real = idleSince;
    for (;;) {
      if (this.#options.isWorking()) {
        await new Promise((resolve) => this.#real.setTimeout(resolve, 1));
        const elapsed = performance.now() - real;
        real += elapsed;
        if (real - idleSince > STUCK_AFTER_MS) throw new Error('An engine has not answered for a minute.');
        if (this.#options.passesWhileWorking) await this.#pass(Math.min(target, this.#now + elapsed));
        else await settle();
        if (this.#options.passesWhileWorking && this.#now >= target) return;
        continue;
      }
      const next = this.#next();
      if (next === undefined || next[1].at > target) break;
      await this.#fire(...next);
      real = performance.now();
      idleSince = real;
    }
    this.#now = Math.max(this.#now, target);
  }

  [Symbol.dispose](): void {
    Object.assign(globalThis, this.#real);
    Object.assign(Date, { now: this.#realNow });
    this.#timers.clear();
  }

  async #pass(until: number): Promise<void> {
    for (let next = this.#next(); next !== undefined && next[1].at <= until; next = this.#next()) {
      await this.#fire(...next);
    }
    this.#now = Math.max(this.#now, until);
    await settle();
  }

  async #fire(handle: TimerHandle, timer: Timer): Promise<void> {
    this.#now = Math.max(this.#now, timer.at);
    this.#timers.delete(handle);
    if (timer.everyMs !== undefined) this.#timers.set(handle, { ...timer, at: this.#now + timer.everyMs });
    timer.run();
    await settle();
  }

  #next(): [TimerHandle, Timer] | undefined {
    let first: [TimerHandle, Timer] | undefined;
    for (const entry of this.#timers) {
      if (first === undefined || isBefore(entry[1], first[1])) first = entry;
    }
    return first;
  }

  #add(run: () => void, ms: number, repeats: boolean): TimerHandle {
    const handle = new TimerHandle();
    const wait = Math.max(1, Number.isFinite(ms) ? ms : 1);
    this.#order += 1;
    this.#timers.set(handle, {
      at: this.#now + wait,
      order: this.#order,
      run,
      everyMs: repeats ? wait : undefined,
    });
    return handle;
  }
}

type Callback = (...values: unknown[]) => void;

/** What `setTimeout` gives its caller. */
class TimerHandle {
  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

function isRealTimer(handle: object): handle is NodeJS.Timeout {
  return 'hasRef' in handle && 'refresh' in handle;
}

/** A write waits a turn for others of its transaction, and a queue one before its next task. */
const SETTLING_TURNS = 10;

/** Lets every promise that can go on do so: storage answers within a few turns of the event loop. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < SETTLING_TURNS; turn++) await new Promise((resolve) => setImmediate(resolve));
}
