import { randomUUID } from 'node:crypto';
import { NativeError } from './native-messages.ts';

/** What the pretend cloud does when the app in this client asks for a stream. */
export interface RtmsDoor {
  /** Starts a stream and says its session id. */
  start(): Promise<string>;
  stop(): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
}

/**
 * Whether the host must agree first, and when `startRTMS` answers: Zoom does not document it, so both are playable.
 * `held`: the call hangs until the host decides · `answered-early`: it succeeds at once, the status follows later.
 */
export type RtmsApproval = 'not-needed' | 'held' | 'answered-early';

export type RtmsStatus = 'connecting' | 'started' | 'paused' | 'stopped';

export interface RtmsSession {
  readonly rtmsSessionId: string;
  readonly displayName: string;
  readonly status: RtmsStatus;
  readonly timestamp: number;
}

export type RtmsStatusEvent = Omit<RtmsSession, 'status'> & { readonly status: RtmsStatus | 'resumed' };

interface RtmsSessionsOptions {
  readonly displayName: string;
  readonly approval: RtmsApproval;
  readonly door: RtmsDoor;
  readonly onStatus: (event: RtmsStatusEvent) => void;
}

/** A client without a cloud behind it: every start succeeds. */
export const noCloud: RtmsDoor = {
  start: async () => randomUUID(),
  stop: async () => undefined,
  pause: async () => undefined,
  resume: async () => undefined,
};

/** This app's streams in this meeting, as `startRTMS` and its kin see them. */
export class RtmsSessions {
  approval: RtmsApproval;
  readonly #options: RtmsSessionsOptions;
  #current: RtmsSession | undefined;
  #starting = false;
  #decide: ((approved: boolean) => void) | undefined;

  constructor(options: RtmsSessionsOptions) {
    this.#options = options;
    this.approval = options.approval;
  }

  /** `getRTMSStatus`: an empty list when nothing runs. */
  list(): readonly RtmsSession[] {
    return this.#current === undefined ? [] : [this.#current];
  }

  /** Is the host looking at "approve or deny" now? */
  get awaitsApproval(): boolean {
    return this.#decide !== undefined;
  }

  approve(): void {
    this.#decide?.(true);
  }

  deny(): void {
    this.#decide?.(false);
  }

  async start(): Promise<string> {
    if (this.#current !== undefined || this.#starting)
      throw new NativeError('10308', 'RTMS is already running.');
    this.#starting = true;
    if (this.approval === 'not-needed') {
      await this.#begin();
    } else {
      const decided = this.#afterApproval();
      if (this.approval === 'held') await decided;
      // Answered already: a denial is only seen as a status that never comes.
      else decided.catch(() => undefined);
    }
    return 'Success';
  }

  async stop(): Promise<string> {
    await this.#options.door.stop();
    this.cloudStopped();
    return 'Success';
  }

  async pause(): Promise<string> {
    await this.#options.door.pause();
    this.#change('paused', 'paused');
    return 'Success';
  }

  async resume(): Promise<string> {
    await this.#options.door.resume();
    this.#change('started', 'resumed');
    return 'Success';
  }

  /** A stream somebody else started or that started by itself; the client learns of it from the cloud. */
  cloudStarted(rtmsSessionId: string): void {
    if (this.#starting || this.#current?.rtmsSessionId === rtmsSessionId) return;
    this.#current = { ...this.#session(rtmsSessionId), status: 'started' };
    this.#options.onStatus(this.#current);
  }

  cloudStopped(): void {
    if (this.#current === undefined) return;
    this.#options.onStatus({ ...this.#current, status: 'stopped', timestamp: Date.now() });
    this.#current = undefined;
  }

  async #afterApproval(): Promise<void> {
    const approved = await new Promise<boolean>((resolve) => {
      this.#decide = resolve;
    });
    this.#decide = undefined;
    if (approved) return this.#begin();
    this.#starting = false;
    throw new NativeError('403', 'The host denied the request.');
  }

  async #begin(): Promise<void> {
    try {
      const session = this.#session(await this.#options.door.start());
      this.#current = { ...session, status: 'connecting' };
      this.#options.onStatus(this.#current);
      // Zoom's client reports the two one after the other.
      queueMicrotask(() => this.#change('started', 'started'));
    } finally {
      this.#starting = false;
    }
  }

  #change(status: RtmsStatus, told: RtmsStatusEvent['status']): void {
    if (this.#current === undefined) return;
    this.#current = { ...this.#current, status, timestamp: Date.now() };
    this.#options.onStatus({ ...this.#current, status: told });
  }

  #session(rtmsSessionId: string) {
    return { rtmsSessionId, displayName: this.#options.displayName, timestamp: Date.now() };
  }
}
