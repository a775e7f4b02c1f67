import type { MeetingStatus } from '../../../shared/meeting-status.ts';
import type { MessageKey } from '../../i18n/messages.ts';
import type { Refusal, SessionState, Silent } from '../session/session-machine.ts';

/** The states of a reader's screen; each has a label, a title and a sentence in `readerWords`. */
export type ReaderState =
  | 'connecting'
  | 'waiting'
  | 'pending-approval'
  | 'asked'
  | 'starting'
  | 'live'
  | 'paused'
  | 'reconnecting'
  | 'ended'
  | 'no-meeting'
  | 'not-allowed'
  | 'record-restricted'
  | 'sign-in'
  | 'share-closed'
  | 'meeting-deleted'
  | 'zoom-silent'
  | 'offline'
  | 'crowded';

/** A start that this person requested and the meeting's status does not show yet. */
export type OwnStart = 'pending-approval' | 'asked' | undefined;

/** One state from all sources. The link to our server comes first: without it the meeting's status is uncertain. */
export function readerState(
  session: SessionState,
  status: MeetingStatus | undefined,
  start?: OwnStart,
): ReaderState {
  switch (session.kind) {
    case 'opening':
      return session.silent === undefined ? 'connecting' : stateOfSilence(session.silent);
    case 'unreachable':
      return stateOfSilence(session.silent);
    case 'no-meeting':
      return 'no-meeting';
    case 'refused':
      return stateOfRefusal(session.refusal);
    case 'open':
      if (session.link === 'offline' || session.link === 'crowded') return session.link;
      return meetingState(status ?? session.session.meeting.status, start);
  }
}

function stateOfRefusal(refusal: Refusal): ReaderState {
  switch (refusal) {
    case 'not-allowed':
    case 'record-restricted':
    case 'sign-in':
    case 'meeting-deleted':
      return refusal;
    default:
      return 'share-closed';
  }
}

function stateOfSilence(silent: Silent): ReaderState {
  return silent === 'zoom' ? 'zoom-silent' : 'offline';
}

export function meetingState({ state }: MeetingStatus, start?: OwnStart): ReaderState {
  if (start !== undefined && (state === 'waiting' || state === 'ended')) return start;
  return state === 'connecting' ? 'starting' : state;
}

export interface ReaderWords {
  readonly label: MessageKey;
  readonly title: MessageKey;
  readonly sentence: MessageKey;
  /** How the dot looks: quiet grey, working amber, live green, trouble red. */
  readonly tone: 'quiet' | 'working' | 'live' | 'trouble';
}

export const readerWords: Readonly<Record<ReaderState, ReaderWords>> = {
  connecting: words('labelConnecting', 'titleConnecting', 'sentenceConnecting', 'working'),
  waiting: words('labelWaiting', 'titleWaiting', 'sentenceWaiting', 'quiet'),
  'pending-approval': words(
    'labelPendingApproval',
    'titlePendingApproval',
    'sentencePendingApproval',
    'working',
  ),
  asked: words('labelStarting', 'titleStarting', 'sentenceAsked', 'working'),
  starting: words('labelStarting', 'titleStarting', 'sentenceStarting', 'working'),
  live: words('labelLive', 'titleLive', 'sentenceLive', 'live'),
  paused: words('labelPaused', 'titlePaused', 'sentencePaused', 'quiet'),
  reconnecting: words('labelReconnecting', 'titleReconnecting', 'sentenceReconnecting', 'working'),
  ended: words('labelEnded', 'titleEnded', 'sentenceEnded', 'quiet'),
  'no-meeting': words('labelNoMeeting', 'titleNoMeeting', 'sentenceNoMeeting', 'quiet'),
  'not-allowed': words('labelNotAllowed', 'titleNotAllowed', 'sentenceNotAllowed', 'trouble'),
  'record-restricted': words('labelNotAllowed', 'titleRestricted', 'sentenceRestricted', 'quiet'),
  'sign-in': words('labelSignedOut', 'titleSignIn', 'sentenceSignIn', 'quiet'),
  'share-closed': words('labelShareClosed', 'titleShareClosed', 'sentenceShareClosed', 'quiet'),
  'meeting-deleted': words('labelEnded', 'titleMeetingDeleted', 'sentenceMeetingDeleted', 'quiet'),
  'zoom-silent': words('labelZoomSilent', 'titleZoomSilent', 'sentenceZoomSilent', 'trouble'),
  offline: words('labelOffline', 'titleOffline', 'sentenceOffline', 'trouble'),
  crowded: words('labelOffline', 'titleOffline', 'sentenceTooMany', 'trouble'),
};

function words(
  label: MessageKey,
  title: MessageKey,
  sentence: MessageKey,
  tone: ReaderWords['tone'],
): ReaderWords {
  return { label, title, sentence, tone };
}
