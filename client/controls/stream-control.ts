import type { StreamAction } from '../../shared/panel-protocol.ts';
import { ApiError } from '../api/api-client.ts';
import { type Refusal, refusalOf } from '../api/refusal.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { createStore, type ReadonlyStore } from '../lib/store.ts';
import type { RtmsStatus } from '../zoom/rtms-status.ts';
import type { StreamOutcome } from '../zoom/zoom-client.ts';
import type { ServerPermission } from './server-permission.ts';

/** What the person who pressed a button is told. That captions really started is told by the meeting's status alone. */
export type ControlState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asking'; readonly action: StreamAction }
  | { readonly kind: 'pending' }
  /** Zoom has said yes to a start; the meeting itself has not told of it yet. */
  | { readonly kind: 'asked' }
  /** Our server could do it, if this person gave it permission at Zoom. */
  | { readonly kind: 'permission-needed'; readonly action: StreamAction; readonly refusal?: Refusal }
  | ({ readonly kind: 'failed' } & Refusal);

export interface StreamControlOptions {
  /** Absent outside Zoom. */
  readonly viaZoom?: {
    control(action: StreamAction): Promise<StreamOutcome>;
    rtmsStatus(): Promise<RtmsStatus>;
  };
  readonly viaServer: (action: StreamAction) => Promise<unknown>;
  /** Absent outside Zoom. */
  readonly permission?: ServerPermission;
}

/** A start that nobody has to approve is answered sooner; the SDK itself would be silent for ten seconds. */
const ANSWER_USUAL_MS = 1_500;
/** Approval by a host has no time limit of its own; after this long the person may ask again. */
const APPROVAL_LIMIT_MS = 120_000;
/** From Zoom's yes to a stream takes seconds: its webhook, two handshakes. After this long something stands in between. */
const START_LIMIT_MS = 20_000;
/** Codes after which our server could not do better: the person, the account or the meeting is the reason. */
const finalCodes: ReadonlySet<string> = new Set(['403', '10150', '10151', '40316']);

/** Our server's word for: this person has not given it permission at Zoom, or took it back. */
const PERMISSION_NEEDED = 'zoom-sign-in-needed';

/** Starts and stops captions: through the Zoom client first, through our server where the client cannot. */
export class StreamControl {
  readonly #options: StreamControlOptions;
  readonly #state = createStore<ControlState>({ kind: 'idle' });
  #turn = 0;
  /** The meeting's status has changed since something was asked: it may be quicker than Zoom's answer. */
  #hasNews = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: StreamControlOptions) {
    this.#options = options;
  }

  get state(): ReadonlyStore<ControlState> {
    return this.#state;
  }

  /** Never rejects: what came of it is in the state. */
  async ask(action: StreamAction): Promise<void> {
    const { kind } = this.#state.get();
    if (kind === 'asking' || kind === 'pending' || (kind === 'asked' && action === 'start')) return;
    this.#hasNews = false;
    this.#become({ kind: 'asking', action });
    if (action === 'start') this.#timer = setTimeout(() => this.#awaitApproval(), ANSWER_USUAL_MS);
    this.#turn += 1;
    const turn = this.#turn;
    const outcome = (await this.#options.viaZoom?.control(action)) ?? { kind: 'unsupported' };
    // The meeting may have given the answer itself meanwhile, and something else been asked.
    if (turn !== this.#turn || this.#state.get().kind === 'idle') return;
    clearTimeout(this.#timer);
    if (outcome.kind === 'done') this.#accepted(action);
    // Only a start needs a host's word: whatever else is not answered is lost, and the server is asked.
    else if (outcome.kind === 'pending' && action === 'start') this.#awaitApproval();
    else if (outcome.kind === 'refused' && finalCodes.has(outcome.code)) {
      this.#become({ kind: 'failed', sentence: outcome.sentence });
    } else {
      this.#become({ kind: 'asking', action });
      await this.#askServer(action, sentenceFor(outcome));
    }
  }

  /** The person wants to give our server permission: Zoom asks them, and what they wanted is done, once. Never rejects. */
  async allow(): Promise<void> {
    const { permission } = this.#options;
    const state = this.#state.get();
    if (state.kind !== 'permission-needed' || permission === undefined) return;
    const { action } = state;
    this.#become({ kind: 'asking', action });
    this.#turn += 1;
    const turn = this.#turn;
    const outcome = await permission.ask();
    if (turn !== this.#turn) return;
    if (outcome.kind === 'given') await this.#askServer(action, 'controlFailed', false);
    else {
      const { kind: _, ...refusal } = outcome;
      this.#become({ kind: 'permission-needed', action, refusal });
    }
  }

  /** The meeting's status has changed: whatever was asked has been answered. */
  settle(): void {
    this.#hasNews = true;
    if (this.#state.get().kind !== 'asking') this.#become({ kind: 'idle' });
  }

  /** Zoom hints at news: a stream that runs or was refused ends the waiting. */
  async check(): Promise<void> {
    if (this.#state.get().kind !== 'pending') return;
    const status = await this.#options.viaZoom?.rtmsStatus();
    if (this.#state.get().kind !== 'pending') return;
    if (status === 'started' || status === 'connecting') this.#accepted('start');
    if (status === 'stopped') this.#become({ kind: 'failed', sentence: 'controlNoAnswer' });
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  async #askServer(action: StreamAction, otherwise: MessageKey, mayAllow = true): Promise<void> {
    try {
      await this.#options.viaServer(action);
      this.#accepted(action);
    } catch (error) {
      const isPermission = error instanceof ApiError && error.code === PERMISSION_NEEDED;
      if (isPermission && mayAllow && this.#options.permission?.isSupported() === true)
        this.#become({ kind: 'permission-needed', action });
      else if (!(error instanceof ApiError)) this.#become({ kind: 'failed', sentence: 'controlFailed' });
      else if (error.status === 403) this.#become({ kind: 'failed', sentence: otherwise });
      else this.#become({ kind: 'failed', ...refusalOf(error, otherwise) });
    }
  }

  /** Whatever else was asked shows at once; a start has to be believed for a while. */
  #accepted(action: StreamAction): void {
    if (action !== 'start' || this.#hasNews) {
      this.#become({ kind: 'idle' });
      return;
    }
    this.#become({ kind: 'asked' });
    this.#timer = setTimeout(
      () => this.#become({ kind: 'failed', sentence: 'controlNotStarted' }),
      START_LIMIT_MS,
    );
  }

  #awaitApproval(): void {
    this.#become({ kind: 'pending' });
    this.#timer = setTimeout(
      () => this.#become({ kind: 'failed', sentence: 'controlNoAnswer' }),
      APPROVAL_LIMIT_MS,
    );
  }

  #become(state: ControlState): void {
    clearTimeout(this.#timer);
    this.#state.set(state);
  }
}

function sentenceFor(outcome: StreamOutcome): MessageKey {
  if (outcome.kind === 'refused') return outcome.sentence;
  return outcome.kind === 'pending' ? 'controlFailed' : 'controlUnsupported';
}
