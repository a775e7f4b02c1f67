/** What each frame of Zoom does: it is answered, becomes an event of the connection, or is content. */
import type { Logger } from '../../logger.ts';
import { announcedState } from './connection/announced-state.ts';
import type { ConnectionState, LinkId } from './connection/connection-state.ts';
import type { LinkKind } from './connection/end-reason.ts';
import type { StreamLinks } from './connection/stream-links.ts';
import type { ConnectionEvent } from './connection/stream-machine.ts';
import type { StreamContent } from './content/stream-content.ts';
import type { StreamCounters } from './stream-counters.ts';
import type { RtmsFrame } from './wire/frames.ts';
import { rtmsStatus } from './wire/handshake-status.ts';
import { parseFrame } from './wire/protocol.ts';
import { keepAliveAnswer } from './wire/requests.ts';
import { allowedAddresses } from './wire/server-addresses.ts';
import { CLOSED_BY_RECEIVER, STREAM_REVOKED } from './wire/stop-reason.ts';

/** Port: the state machine of a stream's connection. */
export interface StreamConnection {
  /** `undefined` before the stream is started. */
  current(): ConnectionState | undefined;
  apply(event: ConnectionEvent): void;
}

/** One numbered socket. */
export interface NumberedLink {
  readonly kind: LinkKind;
  readonly id: LinkId;
}

export interface FrameReaderOptions {
  readonly connection: StreamConnection;
  readonly links: Pick<StreamLinks, 'has' | 'send' | 'accepted'>;
  readonly content: StreamContent;
  readonly allowedHosts: readonly string[];
  readonly counters: StreamCounters;
  readonly log: Logger;
}

type Answer = Extract<RtmsFrame, { type: 'signaling-answer' | 'media-answer' }>;
type StateFrame = Extract<RtmsFrame, { type: 'stream-state' | 'session-state' }>;

/** @returns a function that reads one frame, given as text, of one link. */
export function createFrameReader(options: FrameReaderOptions): (link: NumberedLink, text: string) => void {
  const { connection, links, content, allowedHosts, counters, log } = options;
  let isBinaryTold = false;

  return (link, text) => {
    const frame = parseFrame(text);
    // A link that was left still delivers transcripts; its other frames are outdated.
    if (!links.has(link.id) && (frame.type !== 'transcript' || !acceptsLateSpeech(connection.current())))
      return;
    switch (frame.type) {
      case 'keep-alive':
        return links.send(link.id, keepAliveAnswer(frame.timestamp));
      case 'signaling-answer':
      case 'media-answer':
        // Success is status 0 and nothing else.
        return frame.status === 0 ? readAcceptance(link, frame) : readRefusal(link, frame);
      case 'transcript':
        connection.apply({ type: 'speech', link: link.id });
        return content.accept(frame, false);
      case 'people-joined':
      case 'people-left':
        return content.accept(frame, connection.current()?.memory.terminating === true);
      case 'media-interrupted':
        return connection.apply({ type: 'media-interrupted', sign: 'event', at: frame.at });
      case 'stream-state':
      case 'session-state':
        return readState(frame);
      case 'ignored':
        counters.ignoredFrames += 1;
        return;
      case 'malformed':
        counters.malformedFrames += 1;
        return frame.isBinary === true ? tellBinary(link) : undefined;
    }
  };

  function readAcceptance({ kind, id }: NumberedLink, answer: Answer): void {
    links.accepted(id);
    const { otherVersion } = answer;
    if (otherVersion !== undefined)
      log.warn(
        { link: kind, otherVersion },
        'Zoom answered in another version of RTMS; this app goes on with version 1',
      );
    if (answer.type === 'media-answer' && kind === 'media') {
      connection.apply({ type: 'media-accepted', link: id });
    } else if (answer.type === 'signaling-answer' && kind === 'signaling') {
      const mediaAt = allowedAddresses(answer.mediaUrls, allowedHosts);
      connection.apply({ type: 'signaling-accepted', link: id, mediaAt });
    }
  }

  /** Once a stream: each frame of it says the same. */
  function tellBinary({ kind }: NumberedLink): void {
    if (isBinaryTold) return;
    isBinaryTold = true;
    log.warn(
      { link: kind },
      'Zoom sends frames that are no JSON, as version 2 of RTMS has them: they are left out',
    );
  }

  function readRefusal({ kind, id }: NumberedLink, { status, reason }: Answer): void {
    const { name, class: statusClass } = rtmsStatus(status, reason);
    log.warn({ link: kind, status, name, statusClass, reason }, 'Zoom refused a handshake');
    counters.refusals += 1;
    connection.apply({ type: 'refused', link: id, status, reason });
  }

  function readState(frame: StateFrame): void {
    const { type, state, reason } = frame;
    log.info({ update: type, state, reason }, 'Zoom announced a state');
    if (type === 'session-state') content.sessionChanged(state);
    const event = announcedState(frame);
    if (event !== undefined) connection.apply(event);
  }
}

/**
 * Media and signaling are two sockets: the last transcripts may come after the end. They count, unless the right to them
 * was withdrawn, or this app ended the stream because nothing may be kept.
 */
function acceptsLateSpeech(state: ConnectionState | undefined): boolean {
  if (state?.phase !== 'ended' || state.end.type !== 'stopped') return true;
  return state.end.stopReason !== STREAM_REVOKED && state.end.stopReason !== CLOSED_BY_RECEIVER;
}
