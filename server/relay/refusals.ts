import type { ConnectErrorData, Ended } from '../../shared/panel-protocol.ts';

/** Why a connection was refused; goes to the panel as `connect_error`. */
export class ConnectRefused extends Error {
  override readonly name = 'ConnectRefused';
  readonly code: ConnectErrorData['code'];
  constructor(code: ConnectErrorData['code'], message: string) {
    super(message);
    this.code = code;
  }
}

export const meetingDeleted: Ended = {
  code: 'meeting-deleted',
  message: 'The record of this meeting was deleted.',
};

/** What this session stands for is over, another one is to be had at once: panels know what to do. */
export const meetingMoved: Ended = {
  code: 'token-expired',
  message: 'Zoom has told us more about this meeting. The panel opens it again by itself.',
};

/** The person's data was deleted: a new session begins from nothing. */
export const personRemoved: Ended = {
  code: 'token-expired',
  message: 'This account was removed from the app. Open the panel again.',
};

/** The sign-in that the session was made from has ended, or the person's data was deleted. */
export const sessionEnded: Ended = {
  code: 'token-expired',
  message: 'This session was signed out. Sign in again to go on reading.',
};

/** The host has revoked the share link, or it was deleted. */
export const shareRevoked: Ended = {
  code: 'share-revoked',
  message: 'The host has closed this link. Ask the host for a new one.',
};

/** `token-expired`: a new session is asked for with the link, and refused with the reason. */
const shareExpired: Ended = {
  code: 'token-expired',
  message: 'This link has expired. Ask the host for a new one.',
};

export function endOfLink(code: 'share-revoked' | 'share-expired'): Ended {
  return code === 'share-revoked' ? shareRevoked : shareExpired;
}

/** `connect_error` with `data`, as Socket.IO hands it to the panel. */
export function connectError(error: unknown): Error & { data: ConnectErrorData } {
  const expired = error instanceof Error && 'code' in error && error.code === 'token-expired';
  const data: ConnectErrorData =
    error instanceof ConnectRefused
      ? { code: error.code, message: error.message }
      : expired
        ? { code: 'token-expired', message: 'This session has expired. Open the panel again.' }
        : { code: 'token-invalid', message: 'This session is not valid. Open the panel again.' };
  return Object.assign(new Error(data.message), { data });
}
