import type { StreamState } from '../../captions/model/stream-update.ts';
import type { CaptionIntake } from '../../captions/ports/caption-intake.ts';
import { type Logger, logText } from '../../logger.ts';
import { type ConnectionState, publicState } from './connection/connection-state.ts';
import type { Step, StepContext } from './connection/connection-steps.ts';
import type { EndReason } from './connection/end-reason.ts';
import type { ProtocolTimes } from './connection/protocol-times.ts';
import { StreamLinks } from './connection/stream-links.ts';
import { begin, beginWithoutAddress, type ConnectionEvent, step } from './connection/stream-machine.ts';
import { createStreamContent } from './content/stream-content.ts';
import { stateUpdate } from './content/stream-reports.ts';
import { StreamCommands } from './stream-commands.ts';
import type { StreamCounters } from './stream-counters.ts';
import { createFrameReader, type StreamConnection } from './stream-frames.ts';
import type { StreamRecord } from './stream-store.ts';
import { type StreamIdentity, streamCloseRequest, type TranscriptRequest } from './wire/requests.ts';
import { allowedAddresses } from './wire/server-addresses.ts';

export interface RtmsStreamOptions {
  readonly record: StreamRecord;
  readonly identity: StreamIdentity;
  readonly transcript: TranscriptRequest;
  readonly allowedHosts: readonly string[];
  readonly times: ProtocolTimes;
  readonly captions: Pick<CaptionIntake, 'accept'>;
  readonly owner: StreamOwner;
  readonly counters: StreamCounters;
  readonly logger: Logger;
  /** Milliseconds, our clock. */
  readonly now: () => number;
  readonly random: () => number;
}

/** Port: receives the end of a stream once, after its last update; the stream is not connected again. */
interface StreamOwner {
  streamEnded(streamId: string, end: EndReason): void;
}

/** One live stream: holds the connection's state, applies events to it, and has the commands performed. */
export class RtmsStream implements AsyncDisposable {
  readonly #options: RtmsStreamOptions;
  readonly #log: Logger;
  readonly #links = new StreamLinks();
  readonly #commands: StreamCommands;
  #record: StreamRecord;
  #state: ConnectionState | undefined;
  #isDisposed = false;

  constructor(options: RtmsStreamOptions) {
    this.#options = options;
    this.#record = options.record;
    const { captions, counters, now, times, identity, transcript, allowedHosts, logger } = options;
    const { meetingId, streamId } = options.record;
    this.#log = logger.child({ streamId: logText(streamId) });
    const log = this.#log;
    const links = this.#links;
    const connection: StreamConnection = {
      current: () => this.#state,
      apply: (event) => this.#apply(event),
    };
    const content = createStreamContent({
      meetingId,
      streamId,
      rosterSettlesMs: times.rosterSettlesMs,
      captions,
      counters,
      now,
    });
    const readFrame = createFrameReader({ connection, links, content, allowedHosts, counters, log });
    this.#commands = new StreamCommands({
      meetingId,
      identity,
      transcript,
      times,
      connection,
      links,
      content,
      readFrame,
      captions,
      counters,
      log,
      now,
    });
  }

  get record(): StreamRecord {
    return this.#record;
  }

  get state(): StreamState {
    return this.#state === undefined ? 'connecting' : publicState(this.#state).state;
  }

  /** Connects. @param resumed the stream was connected before: by the last process, or until it was given up. */
  start(resumed: boolean): void {
    const { serverUrls, goodUntil } = this.#record;
    const signalingAt = allowedAddresses(serverUrls, this.#options.allowedHosts);
    const context = this.#context();
    this.#enter(
      signalingAt === undefined
        ? beginWithoutAddress(context)
        : begin(signalingAt, resumed, context, resumed ? goodUntil : undefined),
    );
  }

  /** Leaves both sockets and connects to the server Zoom moved the stream to, if its address is allowed. */
  move(record: StreamRecord): void {
    const signalingAt = allowedAddresses(record.serverUrls, this.#options.allowedHosts);
    if (signalingAt === undefined) return;
    this.#record = record;
    this.#apply({ type: 'moved', signalingAt });
  }

  /** Reconnects after the `rtms_interrupted` webhook. @param at when Zoom lost signaling, its clock, milliseconds. */
  interrupted(at: number): void {
    this.#apply({ type: 'interrupted', at, heardAt: this.#links.find('signaling')?.heardAt });
  }

  /** Ends the stream and closes its sockets. */
  finish(end: EndReason): void {
    this.#apply({ type: 'finished', end });
  }

  /** Sends Zoom the request to end the stream (msg 21), if signaling is connected. */
  requestClose(): void {
    this.#links.find('signaling')?.send(streamCloseRequest(this.#record.streamId));
  }

  /** Closes the sockets without ending the stream, which the next process resumes. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true;
    this.#commands[Symbol.dispose]();
    await this.#links[Symbol.asyncDispose]();
  }

  #apply(event: ConnectionEvent): void {
    if (this.#isDisposed || this.#state === undefined) return;
    this.#enter(step(this.#state, event, this.#context()));
  }

  #enter({ state, commands }: Step): void {
    const { captions, owner, now } = this.#options;
    const before = this.#state;
    this.#state = state;
    if (state.phase !== 'backing-off') this.#commands.cancelRetry();
    if (state.phase !== before?.phase) {
      const { retries } = state.memory.recovery;
      this.#log.info({ phase: state.phase, retries }, 'the stream changed its phase');
    }
    const update = stateUpdate(before, state, this.#record, now());
    if (update !== undefined) captions.accept(update);
    for (const command of commands) this.#commands.perform(command);
    if (state.phase === 'ended' && before?.phase !== 'ended') {
      owner.streamEnded(this.#record.streamId, state.end);
    }
  }

  #context(): StepContext {
    return { now: this.#options.now(), random: this.#options.random(), times: this.#options.times };
  }
}
