import type { ReactNode } from 'react';
import type { MeetingStatus, ReasonCode } from '../../../shared/meeting-status.ts';
import type { MessageKey } from '../../i18n/messages.ts';
import { useMessages } from '../../i18n/messages-context.tsx';
import { EnglishWords } from '../../ui/refusal-words.tsx';

export interface ReasonWordsProps {
  readonly reason: string;
  readonly reasonCode: MeetingStatus['reasonCode'];
}

/** Why captions stopped or do not come: translated for a known code, else the server's English. */
export function ReasonWords({ reason, reasonCode }: ReasonWordsProps): ReactNode {
  const say = useMessages();
  // A newer server may know more codes than this page.
  const key = reasonCode === undefined ? undefined : keys[reasonCode];
  return key === undefined ? <EnglishWords>{reason}</EnglishWords> : say(key);
}

const keys: Readonly<Record<ReasonCode, MessageKey>> = {
  stopped: 'reasonStopped',
  'host-stopped': 'reasonHostStopped',
  'starter-left': 'reasonStarterLeft',
  'starter-removed': 'reasonStarterRemoved',
  'app-disabled': 'reasonAppDisabled',
  'apps-disabled': 'reasonAppsDisabled',
  'admin-disabled': 'reasonAdminDisabled',
  'meeting-ended': 'reasonMeetingEnded',
  'participant-stopped': 'reasonParticipantStopped',
  revoked: 'reasonRevoked',
  lost: 'reasonLost',
  'not-made': 'reasonNotMade',
  'not-restored': 'reasonNotRestored',
  'zoom-stopped': 'reasonZoomStopped',
  'zoom-error': 'reasonZoomError',
  credentials: 'reasonCredentials',
  'no-server': 'reasonNoServer',
  'no-transcripts': 'reasonNoTranscripts',
  'unknown-stream': 'reasonUnknownStream',
  signature: 'reasonSignature',
  'still-connected': 'reasonStillConnected',
  'source-language': 'reasonSourceLanguage',
  'media-error': 'reasonMediaError',
  'not-ready': 'reasonNotReady',
  refused: 'reasonRefused',
};
