import { messageType, statusName } from './protocol.ts';

export function signalingAnswer(status: number, mediaUrls: Readonly<Record<string, string>>): object {
  const media = status === 0 ? { media_server: { server_urls: mediaUrls } } : {};
  return { msg_type: messageType.signalingHandshakeResponse, ...answer(status), ...media };
}

export function mediaAnswer(status: number, mediaParams: object | undefined): object {
  const media = status === 0 ? { payload_encrypted: false, media_params: mediaParams } : {};
  return { msg_type: messageType.mediaHandshakeResponse, ...answer(status), ...media };
}

export function eventUpdate(event: object): object {
  return { msg_type: messageType.eventUpdate, event: { timestamp: Date.now(), ...event } };
}

export function streamStateUpdate(state: number, reason: number): object {
  return { msg_type: messageType.streamStateUpdate, state, reason, timestamp: Date.now() };
}

export function sessionStateUpdate(sessionId: string, state: number, extra: object = {}): object {
  return {
    msg_type: messageType.sessionStateUpdate,
    rtms_session_id: sessionId,
    state,
    timestamp: Date.now(),
    ...extra,
  };
}

function answer(status: number): object {
  return { protocol_version: 1, sequence: 0, status_code: status, reason: statusName(status) };
}
