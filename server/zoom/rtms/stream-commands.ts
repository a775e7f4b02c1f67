import type { CaptionIntake } from '../../captions/ports/caption-intake.ts';
import type { Logger } from '../../logger.ts';
import type { ConnectionCommand } from './connection/connection-steps.ts';
import type { ProtocolTimes } from './connection/protocol-times.ts';
import type { StreamLinks } from './connection/stream-links.ts';
import type { StreamContent } from './content/stream-content.ts';
import type { StreamCounters } from './stream-counters.ts';
import type { NumberedLink, StreamConnection } from './stream-frames.ts';
import type { LinkLoss } from './wire/link.ts';
import {
  clientReady,
  mediaHandshake,
  participantSubscription,
  type StreamIdentity,
  signalingHandshake,
  type TranscriptRequest,
} from './wire/requests.ts';

export interface StreamCommandsOptions {
  readonly meetingId: string;
  readonly identity: StreamIdentity;
  readonly transcript: TranscriptRequest;
  readonly times: ProtocolTimes;
  readonly connection: StreamConnection;
  readonly links: StreamLinks;
  readonly content: StreamContent;
  readonly readFrame: (link: NumberedLink, text: string) => void;
  readonly captions: Pick<CaptionIntake, 'accept'>;
  readonly counters: StreamCounters;
  readonly log: Logger;
  /** Milliseconds, our clock. */
  readonly now: () => number;
}

/** Performs the commands of the stream machine: sockets, messages to Zoom, the retry timer, gap reports. */
export class StreamCommands implements Disposable {
  readonly #options: StreamCommandsOptions;
  #retryTimer: NodeJS.Timeout | undefined;

  constructor(options: StreamCommandsOptions) {
    this.#options = options;
  }

  perform(command: ConnectionCommand): void {
    const { links, content, identity } = this.#options;
    switch (command.type) {
      case 'open':
        this.#open({ kind: command.kind, id: command.link }, command.url);
        break;
      case 'drop':
        links.drop(command.link);
        break;
      case 'subscribe':
        content.subscribed();
        links.send(command.link, participantSubscription());
        break;
      case 'send-ready':
        links.send(command.link, clientReady(identity.streamId));
        break;
      case 'retry-later':
        this.#scheduleRetry(command.retry, command.delayMs);
        break;
      case 'report-gap':
        this.#reportGap(command.lengthMs);
        break;
    }
  }

  cancelRetry(): void {
    clearTimeout(this.#retryTimer);
  }

  [Symbol.dispose](): void {
    this.cancelRetry();
  }

  #scheduleRetry(retry: number, delayMs: number): void {
    this.cancelRetry();
    const { connection } = this.#options;
    this.#retryTimer = setTimeout(() => connection.apply({ type: 'retry-due', retry }), delayMs);
  }

  #open(link: NumberedLink, url: string): void {
    const { links, counters, identity, transcript, times, now, readFrame } = this.#options;
    const isSignaling = link.kind === 'signaling';
    counters[isSignaling ? 'signalingAttempts' : 'mediaAttempts'] += 1;
    links.open(link.kind, link.id, {
      url,
      handshake: isSignaling ? signalingHandshake(identity) : mediaHandshake(identity, transcript),
      handshakeLimitMs: times.handshakeLimitMs,
      silenceLimitMs: times.silenceLimitMs,
      now,
      listener: {
        received: (text) => readFrame(link, text),
        lost: (loss) => this.#lost(link, loss),
      },
    });
  }

  #lost({ kind, id }: NumberedLink, loss: LinkLoss): void {
    const { links, connection, counters, log, now } = this.#options;
    log.warn({ link: kind, ...detailsOf(loss) }, 'a link was lost');
    counters.linksLost += 1;
    // A silent socket was dead since its last frame; one that closed was good until now.
    const goodUntil = loss.cause === 'silent' ? (links.find('media')?.heardAt ?? now()) : now();
    links.forget(id);
    connection.apply({ type: 'link-lost', link: id, goodUntil });
  }

  #reportGap(lengthMs: number): void {
    const { captions, counters, meetingId, identity, now } = this.#options;
    counters.gaps += 1;
    captions.accept({ type: 'gap', meetingId, streamId: identity.streamId, at: now(), lengthMs });
  }
}

function detailsOf(loss: LinkLoss): { cause: string; error?: string; closeCode?: number } {
  switch (loss.cause) {
    case 'failed':
      return { cause: loss.cause, error: loss.error.message };
    case 'closed':
      return { cause: loss.cause, closeCode: loss.code };
    case 'silent':
    case 'no-answer':
      return { cause: loss.cause };
  }
}
