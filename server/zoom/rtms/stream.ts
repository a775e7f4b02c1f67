import type { CaptionIntake } from '../../captions/ports/caption-intake.ts';
import type { Logger } from '../../logger.ts';
import { announcedState } from './connection/announced-state.ts';
import { type ConnectionState, type LinkId, publicState } from './connection/connection-state.ts';
import type { ConnectionCommand, Step, StepContext } from './connection/connection-steps.ts';
import type { EndReason, LinkKind } from './connection/end-reason.ts';
import type { ProtocolTimes } from './connection/protocol-times.ts';
import { StreamLinks } from './connection/stream-links.ts';
import { begin, beginWithoutAddress, type ConnectionEvent, step } from './connection/stream-machine.ts';
import { createStreamContent, type StreamContent } from './content/stream-content.ts';
import type { StreamCounters } from './stream-counters.ts';
import type { StreamRecord } from './stream-store.ts';
import { rtmsStatus } from './wire/handshake-status.ts';
import type { LinkLoss } from './wire/link.ts';
import { parseFrame, type RtmsFrame, sessionStates } from './wire/protocol.ts';
import {
  clientReady,
  keepAliveAnswer,
  mediaHandshake,
  participantSubscription,
  type StreamIdentity,
  signalingHandshake,
  streamCloseRequest,
  type TranscriptRequest,
} from './wire/requests.ts';
import { allowedAddresses, type ServerAddresses } from './wire/server-addresses.ts';
import { CLOSED_BY_RECEIVER, STREAM_REVOKED } from './wire/stop-reason.ts';

export interface RtmsStreamOptions {
  readonly record: StreamRecord;
  /** Signs the handshakes. */
  readonly signature: string;
  readonly transcript: TranscriptRequest;
  readonly allowedHosts: readonly string[];
  readonly times: ProtocolTimes;
  readonly captions: Pick<CaptionIntake, 'accept'>;
  /** Once: the stream will not be connected again. Its last update has been told. */
  readonly onEnded: (end: EndReason) => void;
  readonly counters: StreamCounters;
  readonly logger: Logger;
  readonly now: () => number;
  readonly random: () => number;
}

type Answer = Extract<RtmsFrame, { type: 'signaling-answer' | 'media-answer' }>;

/** One live stream: performs what the machine commands, and owns the sockets, the timer and the roster. */
export class RtmsStream implements AsyncDisposable {
  readonly #options: RtmsStreamOptions;
  readonly #log: Logger;
  readonly #content: StreamContent;
  readonly #links = new StreamLinks();
  #record: StreamRecord;
  #state: ConnectionState | undefined;
  #retryTimer: NodeJS.Timeout | undefined;
  #told = '';
  /** Everybody is then reported as leaving. */
  #isSessionOver = false;
  #isDisposed = false;

  constructor(options: RtmsStreamOptions) {
    this.#options = options;
    this.#record = options.record;
    this.#log = options.logger.child({ streamId: options.record.streamId });
    const { meetingId, streamId } = options.record;
    const { captions, counters, now, times } = options;
    const { rosterSettlesMs } = times;
    this.#content = createStreamContent({ meetingId, streamId, rosterSettlesMs, captions, counters, now });
  }

  get record(): StreamRecord {
    return this.#record;
  }

  get state() {
    return this.#state === undefined ? 'connecting' : publicState(this.#state).state;
  }

  /** Connects. @param resumed this process was restarted, or has given the stream up before. */
  start(resumed: boolean): void {
    const signalingAt = this.#signalingAt(this.#record);
    const context = this.#context();
    this.#take(
      signalingAt === undefined
        ? beginWithoutAddress(context)
        : begin(signalingAt, resumed, context, resumed ? this.#record.goodUntil : undefined),
    );
  }

  /** Zoom moved the stream: both sockets are left, the new server is connected at once, if it is one we may connect to. */
  move(record: StreamRecord): void {
    const signalingAt = this.#signalingAt(record);
    if (signalingAt === undefined) return;
    this.#record = record;
    this.#dispatch({ type: 'moved', signalingAt });
  }

  /** @param at when Zoom lost signaling, its clock, milliseconds. */
  interrupted(at: number): void {
    this.#dispatch({ type: 'interrupted', at, heardAt: this.#links.find('signaling')?.heardAt });
  }

  finish(end: EndReason): void {
    this.#dispatch({ type: 'finished', end });
  }

  /** Asks Zoom to end the stream (msg 21), if somebody there listens. */
  askToClose(): void {
    this.#links.find('signaling')?.send(streamCloseRequest(this.#record.streamId));
  }

  /** Leaves Zoom without a word: the stream goes on for whoever resumes it. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true;
    clearTimeout(this.#retryTimer);
    await this.#links[Symbol.asyncDispose]();
  }

  #dispatch(event: ConnectionEvent): void {
    if (this.#isDisposed || this.#state === undefined) return;
    this.#take(step(this.#state, event, this.#context()));
  }

  #take({ state, commands }: Step): void {
    const before = this.#state?.phase;
    this.#state = state;
    if (state.phase !== 'backing-off') clearTimeout(this.#retryTimer);
    if (state.phase !== before) {
      const { retries } = state.memory.recovery;
      this.#log.info({ phase: state.phase, retries }, 'the stream changed its phase');
    }
    this.#tellState(state);
    for (const command of commands) this.#perform(command);
    if (state.phase === 'ended' && before !== 'ended') this.#options.onEnded(state.end);
  }

  #perform(command: ConnectionCommand): void {
    switch (command.type) {
      case 'open':
        this.#open(command.kind, command.link, command.url);
        break;
      case 'drop':
        this.#links.drop(command.link);
        break;
      case 'subscribe':
        this.#content.subscribed();
        this.#links.send(command.link, participantSubscription());
        break;
      case 'send-ready':
        this.#links.send(command.link, clientReady(this.#record.streamId));
        break;
      case 'retry-later':
        this.#retryLater(command.retry, command.delayMs);
        break;
      case 'report-gap':
        this.#tellGap(command.lengthMs);
        break;
    }
  }

  #retryLater(retry: number, delayMs: number): void {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => this.#dispatch({ type: 'retry-due', retry }), delayMs);
  }

  #open(kind: LinkKind, id: LinkId, url: string): void {
    const { counters, signature, transcript, times, now } = this.#options;
    counters[kind === 'signaling' ? 'signalingAttempts' : 'mediaAttempts'] += 1;
    const identity: StreamIdentity = {
      zoomUuid: this.#record.zoomUuid,
      streamId: this.#record.streamId,
      signature,
    };
    this.#links.open(kind, id, {
      url,
      handshake: kind === 'signaling' ? signalingHandshake(identity) : mediaHandshake(identity, transcript),
      handshakeLimitMs: times.handshakeLimitMs,
      silenceLimitMs: times.silenceLimitMs,
      now,
      onFrame: (text) => this.#onFrame(kind, id, parseFrame(text)),
      onLost: (loss) => this.#onLost(kind, id, loss),
    });
  }

  #onLost(kind: LinkKind, id: LinkId, loss: LinkLoss): void {
    const detail = loss.cause === 'failed' ? { error: loss.error.message } : {};
    const closeCode = loss.cause === 'closed' ? { closeCode: loss.code } : {};
    this.#log.warn({ link: kind, cause: loss.cause, ...detail, ...closeCode }, 'a link was lost');
    this.#options.counters.linksLost += 1;
    // A socket that fell silent was dead since its last frame; one that closed was good until now.
    const now = this.#options.now();
    const goodUntil = loss.cause === 'silent' ? (this.#links.find('media')?.heardAt ?? now) : now;
    this.#links.forget(id);
    this.#dispatch({ type: 'link-lost', link: id, goodUntil });
  }

  #onFrame(kind: LinkKind, id: LinkId, frame: RtmsFrame): void {
    // Of a link that we have left, only speech still counts.
    if (!this.#links.has(id) && (frame.type !== 'transcript' || !takesLastWords(this.#state))) return;
    switch (frame.type) {
      case 'keep-alive':
        this.#links.send(id, keepAliveAnswer(frame.timestamp));
        return;
      case 'signaling-answer':
      case 'media-answer':
        // Success is status 0 and nothing else.
        if (frame.status === 0) this.#onAccepted(kind, id, frame);
        else this.#onRefused(kind, id, frame);
        return;
      case 'transcript':
        this.#dispatch({ type: 'speech', link: id });
        this.#content.take(frame, false);
        return;
      case 'people-joined':
      case 'people-left':
        this.#content.take(frame, this.#isSessionOver || this.#state?.memory.terminating === true);
        return;
      case 'media-interrupted':
        this.#dispatch({ type: 'media-interrupted', sign: 'event', at: frame.at });
        return;
      case 'stream-state':
      case 'session-state': {
        if (frame.type === 'session-state') this.#isSessionOver = frame.state === sessionStates.stopped;
        const event = announcedState(frame);
        this.#log.info(
          { update: frame.type, state: frame.state, reason: frame.reason },
          'Zoom announced a state',
        );
        if (event !== undefined) this.#dispatch(event);
        return;
      }
      case 'ignored':
        this.#options.counters.ignoredFrames += 1;
        return;
      case 'malformed':
        this.#options.counters.malformedFrames += 1;
        return;
    }
  }

  #onRefused(link: LinkKind, id: LinkId, { status, reason }: Answer): void {
    const { name, class: statusClass } = rtmsStatus(status, reason);
    this.#log.warn({ link, status, name, statusClass, reason }, 'Zoom refused a handshake');
    this.#options.counters.refusals += 1;
    this.#dispatch({ type: 'refused', link: id, status, reason });
  }

  #onAccepted(kind: LinkKind, id: LinkId, answer: Answer): void {
    this.#links.accepted(id);
    if (answer.type === 'media-answer') {
      if (kind === 'media') this.#dispatch({ type: 'media-accepted', link: id });
    } else if (kind === 'signaling') {
      const mediaAt = allowedAddresses(answer.mediaUrls, this.#options.allowedHosts);
      this.#dispatch({ type: 'signaling-accepted', link: id, mediaAt });
    }
  }

  #tellState(state: ConnectionState): void {
    const told = publicState(state);
    const key = JSON.stringify([told.state, told.reason]);
    if (key === this.#told) return;
    this.#told = key;
    const { isOriginalHost } = this.#record;
    this.#options.captions.accept({
      type: 'stream-state',
      ...this.#ids(),
      ...told,
      isOriginalHost,
      at: this.#options.now(),
    });
  }

  #tellGap(lengthMs: number): void {
    this.#options.counters.gaps += 1;
    this.#options.captions.accept({ type: 'gap', ...this.#ids(), at: this.#options.now(), lengthMs });
  }

  #ids() {
    return { meetingId: this.#record.meetingId, streamId: this.#record.streamId };
  }

  #signalingAt(record: StreamRecord): ServerAddresses | undefined {
    return allowedAddresses(record.serverUrls, this.#options.allowedHosts);
  }

  #context(): StepContext {
    return { now: this.#options.now(), random: this.#options.random(), times: this.#options.times };
  }
}

/**
 * Media and signaling are two sockets: the last words often come after the end. They count, unless the right to them
 * was withdrawn, or we ended the stream ourselves because nothing may be kept.
 */
function takesLastWords(state: ConnectionState | undefined): boolean {
  if (state?.phase !== 'ended' || state.end.type !== 'stopped') return true;
  return state.end.stopReason !== STREAM_REVOKED && state.end.stopReason !== CLOSED_BY_RECEIVER;
}
