import type { Cloud } from './cloud.ts';
import { isObject } from './json.ts';
import type { Link } from './link.ts';
import { messageType, sessionState, stopReason, streamState } from './protocol.ts';
import type { Subscriptions } from './subscriptions.ts';

export type StreamServerState = 'waiting' | 'connecting' | 'active' | 'paused' | 'interrupted' | 'ended';

/** The stream that a signaling message is about. */
export interface AnsweringStream {
  readonly signaling: Link | undefined;
  readonly subscriptions: Subscriptions;
  readonly sessionId: string;
  readonly isPaused: boolean;
  readonly state: StreamServerState;
  sendRoster(): Promise<void>;
  clientReady(): Promise<void> | void;
  end(reason: number): Promise<void> | void;
}

/** What Zoom does with a message on signaling once the handshake is over. */
export async function answerSignaling(
  stream: AnsweringStream,
  link: Link,
  message: unknown,
  options: { readonly cloud: Cloud; readonly client: { readonly streamId: string } },
): Promise<void> {
  const { violation } = options.cloud;
  if (!isObject(message)) return;
  if (stream.signaling !== link) return;
  const timestamp = Date.now();
  const namesStream = message.rtms_stream_id === options.client.streamId;
  switch (message.msg_type) {
    case messageType.eventSubscription:
      for (const fault of stream.subscriptions.change(message.events)) violation(fault);
      return stream.sendRoster();
    case messageType.clientReadyAck:
      if (namesStream) return stream.clientReady();
      return violation('message 7 names another stream');
    case messageType.sessionStateRequest:
      if (message.rtms_session_id !== stream.sessionId) return violation('message 10 names another session');
      await link.send({
        msg_type: messageType.sessionStateResponse,
        rtms_session_id: stream.sessionId,
        state: stream.isPaused ? sessionState.paused : sessionState.started,
        timestamp,
      });
      return;
    case messageType.streamStateRequest:
      if (!namesStream) return violation('message 19 names another stream');
      await link.send({
        msg_type: messageType.streamStateResponse,
        rtms_stream_id: options.client.streamId,
        state: wireState(stream.state),
        // The documented example of this one message counts seconds.
        timestamp: Math.floor(timestamp / 1000),
      });
      return;
    case messageType.streamCloseRequest:
      if (!namesStream) return violation('message 21 names another stream');
      await link.send({
        msg_type: messageType.streamCloseResponse,
        rtms_stream_id: options.client.streamId,
        status_code: 0,
        reason: 'OK',
        timestamp,
      });
      return stream.end(stopReason.receiverAskedToClose);
    default:
      return violation(`signaling: message ${String(message.msg_type)} is none that a client sends here`);
  }
}

function wireState(state: StreamServerState): number {
  switch (state) {
    case 'active':
      return streamState.active;
    case 'paused':
      return 5;
    case 'interrupted':
      return streamState.interrupted;
    case 'ended':
      return streamState.terminated;
    case 'waiting':
    case 'connecting':
      return streamState.inactive;
  }
}
