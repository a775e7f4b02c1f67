import type { StreamAction } from '../../shared/panel-protocol.ts';
import { ApiError } from '../api/api-client.ts';
import { type Refusal, refusalOf } from '../api/refusal.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { createStore, type ReadonlyStore } from '../lib/store.ts';
import type { RtmsStatus } from '../zoom/rtms-status.ts';
import type { StreamOutcome } from '../zoom/zoom-client.ts';
import type { ServerPermission } from './server-permission.ts';

/** The outcome of a button. The meeting's status alone shows that captions have started. */
export type ControlState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asking'; readonly action: StreamAction }
  | { readonly kind: 'pending' }
  /** Zoom accepted a start; the meeting's status does not show it yet. */
  | { readonly kind: 'asked' }
  /** Our server needs this person's permission at Zoom. */
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

/** A start without approval is answered sooner; the SDK's own time limit is ten seconds. */
const ANSWER_USUAL_MS = 1_500;
/** Approval by a host has no time limit at Zoom; after this time the button is offered again. */
const APPROVAL_LIMIT_MS = 120_000;
/** A stream follows Zoom's acceptance within seconds (webhook, two handshakes); after this time it has failed. */
const START_LIMIT_MS = 20_000;
/** Codes that concern person, account or meeting: our server would be refused too. */
const finalCodes: ReadonlySet<string> = new Set(['403', '10150', '10151', '40316']);

/** Our server's code: this person has not given it permission at Zoom, or withdrew it. */
const PERMISSION_NEEDED = 'zoom-sign-in-needed';

/** Starts and stops captions: through the Zoom client first, through our server where the client cannot. */
export class StreamControl {
  readonly #options: StreamControlOptions;
  readonly #state = createStore<ControlState>({ kind: 'idle' });
  #turn = 0;
  /** The meeting's status changed after the request; it may come before Zoom's answer. */
  #hasNews = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: StreamControlOptions) {
    this.#options = options;
  }

  get state(): ReadonlyStore<ControlState> {
    return this.#state;
  }

  /** Never rejects; the outcome is in the state. */
  async request(action: StreamAction): Promise<void> {
    const { kind } = this.#state.get();
    if (kind === 'asking' || kind === 'pending' || (kind === 'asked' && action === 'start')) return;
    this.#hasNews = false;
    this.#become({ kind: 'asking', action });
    if (action === 'start') this.#timer = setTimeout(() => this.#awaitApproval(), ANSWER_USUAL_MS);
    this.#turn += 1;
    const turn = this.#turn;
    const outcome = (await this.#options.viaZoom?.control(action)) ?? { kind: 'unsupported' };
    // The meeting's status may have settled the request, and another may have begun.
    if (turn !== this.#turn || this.#state.get().kind === 'idle') return;
    clearTimeout(this.#timer);
    if (outcome.kind === 'done') this.#accepted(action);
    // Only a start waits for a host; any other unanswered action goes to the server.
    else if (outcome.kind === 'pending' && action === 'start') this.#awaitApproval();
    else if (outcome.kind === 'refused' && finalCodes.has(outcome.code)) {
      this.#become({ kind: 'failed', sentence: outcome.sentence });
    } else {
      this.#become({ kind: 'asking', action });
      await this.#requestByServer(action, sentenceFor(outcome));
    }
  }

  /** Asks the person for permission through Zoom, then repeats the action once. Never rejects. */
  async allow(): Promise<void> {
    const { permission } = this.#options;
    const state = this.#state.get();
    if (state.kind !== 'permission-needed' || permission === undefined) return;
    const { action } = state;
    this.#become({ kind: 'asking', action });
    this.#turn += 1;
    const turn = this.#turn;
    const outcome = await permission.request();
    if (turn !== this.#turn) return;
    if (outcome.kind === 'given') await this.#requestByServer(action, 'controlFailed', false);
    else {
      const { kind: _, ...refusal } = outcome;
      this.#become({ kind: 'permission-needed', action, refusal });
    }
  }

  /** The meeting's status has changed: a pending request is settled. */
  settle(): void {
    this.#hasNews = true;
    if (this.#state.get().kind !== 'asking') this.#become({ kind: 'idle' });
  }

  /** Zoom reported a change: a running or stopped stream ends the wait for approval. */
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

  async #requestByServer(action: StreamAction, otherwise: MessageKey, mayAllow = true): Promise<void> {
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

  /** Other actions show at once in the status; a start stays `asked` until the status follows. */
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
