import type { MessageKey } from '../i18n/messages.ts';
import { ApiError } from './api-client.ts';

/**
 * The sentence for a request that the server refused. `detail`: the server's English sentence, for a code without a
 * message.
 */
export interface Refusal {
  readonly sentence: MessageKey;
  readonly detail?: string;
}

/** `otherwise`: the message for an answer without details, and for a server that cannot be reached. */
export function refusalOf(error: unknown, otherwise: MessageKey): Refusal {
  if (!(error instanceof ApiError)) return { sentence: otherwise };
  const known = sentences[error.code];
  if (known !== undefined) return { sentence: known };
  // Details of server errors add nothing to `otherwise`, which is in the reader's language.
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
  'glossary-encoding': 'glossaryEncoding',
  'oauth-attempt-unknown': 'permissionExpired',
  'oauth-code-refused': 'permissionExpired',
  'oauth-other-person': 'permissionOtherPerson',
};
