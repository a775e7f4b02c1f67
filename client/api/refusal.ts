import type { MessageKey } from '../i18n/messages.ts';
import { ApiError } from './api-client.ts';

/** What a person is told when the server would not. `detail`: its own English, for what this page has no words for. */
export interface Refusal {
  readonly sentence: MessageKey;
  readonly detail?: string;
}

/** `otherwise`: what is said when the server said nothing, or could not be reached. */
export function refusalOf(error: unknown, otherwise: MessageKey): Refusal {
  if (!(error instanceof ApiError)) return { sentence: otherwise };
  const known = sentences[error.code];
  if (known !== undefined) return { sentence: known };
  // That something went wrong is all these say, and `otherwise` says it in the reader's language.
  if (error.message === '' || error.status >= 500) return { sentence: otherwise };
  return { sentence: otherwise, detail: error.message };
}

/** The `code` of the server's problem documents. */
const sentences: Readonly<Record<string, MessageKey>> = {
  'zoom-not-allowed-to-start': 'zoomNotAllowed',
  'zoom-no-entitlement': 'controlNotEntitled',
  'zoom-content-access-off': 'zoomContentOff',
  'zoom-meeting-not-ready': 'controlNotReady',
  'zoom-scope-missing': 'zoomSignInNeeded',
  'zoom-sign-in-needed': 'zoomSignInNeeded',
  'zoom-meeting-unknown': 'zoomMeetingUnknown',
  'zoom-rate-limited': 'zoomUnavailable',
  'zoom-unavailable': 'zoomUnavailable',
  'zoom-unreachable': 'zoomUnavailable',
  'zoom-refused': 'zoomRefused',
  'meeting-unknown': 'meetingUnknown',
  'not-allowed': 'hostOnly',
  'not-signed-in-to-zoom': 'notSignedInToZoom',
  'caption-unknown': 'lineUnknown',
  'caption-open': 'lineOpen',
  'too-large': 'tooLarge',
  'oauth-attempt-unknown': 'permissionExpired',
  'oauth-code-refused': 'permissionExpired',
  'oauth-other-person': 'permissionOtherPerson',
};
