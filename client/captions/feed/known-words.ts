/**
 * Codes of a newer server that this page does not know, mapped to the nearest known one: pages stay open while
 * servers are replaced. Pure.
 */
import type { MeetingState, MeetingStatus, StartPermission } from '../../../shared/meeting-status.ts';
import type { ConnectErrorCode, EndedCode, RequestErrorCode } from '../../../shared/panel-protocol.ts';

/** An unknown state counts as `connecting`. */
export function knownStatus(status: MeetingStatus): MeetingStatus {
  const state = oneOf(states, status.state, 'connecting');
  const start = oneOf(permissions, status.start, 'no');
  return state === status.state && start === status.start ? status : { ...status, state, start };
}

/** An unknown end counts as `server-draining`: the panel reconnects, and the server refuses if that is useless. */
export function knownEndedCode(code: string): EndedCode {
  return oneOf(endedCodes, code, 'server-draining');
}

/** An unknown refusal counts as `token-invalid`, which a fresh session may resolve. */
export function knownConnectErrorCode(code: string): ConnectErrorCode {
  return oneOf(connectErrorCodes, code, 'token-invalid');
}

export function knownRequestErrorCode(code: string): RequestErrorCode {
  return oneOf(requestErrorCodes, code, 'bad-request');
}

const states: readonly MeetingState[] = [
  'waiting',
  'pending-approval',
  'connecting',
  'live',
  'paused',
  'reconnecting',
  'ended',
];

const permissions: readonly StartPermission[] = ['yes', 'ask-host', 'no'];

const endedCodes: readonly EndedCode[] = [
  'token-expired',
  'share-revoked',
  'meeting-deleted',
  'server-draining',
];

const connectErrorCodes: readonly ConnectErrorCode[] = [
  'token-missing',
  'token-invalid',
  'token-expired',
  'share-revoked',
  'share-expired',
  'too-many-connections',
];

const requestErrorCodes: readonly RequestErrorCode[] = [
  'unknown-language',
  'language-not-served',
  'language-limit',
  'rate-limited',
  'not-in-a-meeting',
  'not-allowed',
  'bad-request',
];

function oneOf<Word extends string>(known: readonly Word[], said: string, otherwise: Word): Word {
  return known.find((word) => word === said) ?? otherwise;
}
