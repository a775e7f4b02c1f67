import type { MeetingStatus, ReasonCode } from '../../../shared/meeting-status.ts';
import type { StateReason } from '../../captions/model/stream-update.ts';
import type { StoredStatus } from '../../captions/ports/caption-store.ts';

/** A stored status as the contract sends it: `reason` is an English sentence, `reasonCode` its code. */
export function readableStatus(
  status: StoredStatus,
): Pick<MeetingStatus, 'state' | 'since' | 'reason' | 'reasonCode'> {
  const { state, since, reason } = status;
  if (reason === undefined) return { state, since };
  return { state, since, reason: reasonSentence(reason), reasonCode: reason.code };
}

/** A sentence for people in the meeting. A refused handshake adds its link and status for the operator. */
export function reasonSentence({ code, handshake }: StateReason): string {
  if (handshake === undefined) return sentences[code];
  const sentence = code === 'no-transcripts' ? NO_TRANSCRIPTS_GRANTED : sentences[code];
  return `${sentence} (${handshake.link} handshake, status ${handshake.status})`;
}

const again = 'Start them again to go on.';

/** Status 12 speaks of the app's scopes; without a refusal Zoom named no address for transcripts. */
const NO_TRANSCRIPTS_GRANTED =
  'Zoom gives this app no transcripts. It may lack the transcript scope, or transcription may be off.';

const sentences: Readonly<Record<ReasonCode, string>> = {
  stopped: 'The captions were stopped.',
  'host-stopped': 'The host stopped the captions.',
  'starter-left': 'The person who started the captions left the meeting.',
  'starter-removed': 'The person who started the captions was removed from the meeting.',
  'app-disabled': 'The host switched this app off.',
  'apps-disabled': 'The host switched all apps off.',
  'admin-disabled': 'An administrator switched this app off.',
  'meeting-ended': 'The meeting has ended.',
  'participant-stopped': 'A participant asked for the captions to be stopped.',
  revoked: 'The captions were revoked, and everything collected was deleted.',
  lost: `The connection for captions was lost. ${again}`,
  'not-made': `The connection for captions was not made in time. ${again}`,
  'not-restored': `The connection for captions could not be restored in time. ${again}`,
  'zoom-stopped': `Zoom stopped the captions. ${again}`,
  'zoom-error': `Zoom had an internal error and stopped the captions. ${again}`,
  credentials: `Zoom did not accept this app's credentials. ${again}`,
  'no-server':
    'Zoom named no server that this app may connect to. Its operator must check RTMS_ALLOWED_HOSTS.',
  'no-transcripts':
    'Zoom named no transcript server that this app may connect to. It may lack the transcript scope.',
  'unknown-stream': 'Zoom no longer knows this stream. Start captions again.',
  signature: "Zoom refused this app's signature. Its operator must check the client id and secret.",
  'still-connected': 'Zoom still holds an earlier connection of this app.',
  'source-language': 'Zoom cannot recognise the configured source language.',
  'media-error': "Zoom's media service had an internal error.",
  'not-ready': 'Zoom is not ready for the connection for captions yet.',
  refused: 'Zoom refused the connection for captions. The server of this app may need an update.',
};
