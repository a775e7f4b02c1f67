import { routes } from '../../shared/routes.ts';
import { type ApiClient, ApiError } from '../api/api-client.ts';
import type { MessageKey } from '../i18n/messages.ts';
import type { AuthorizationOutcome, ZoomClient } from '../zoom/zoom-client.ts';

/** What came of asking: given, or a sentence; `detail` is the server's own. */
export type PermissionOutcome =
  | { readonly kind: 'given' }
  | { readonly kind: 'failed'; readonly sentence: MessageKey; readonly detail?: string };

export interface ServerPermission {
  /** Can this client ask? A guest's cannot. */
  readonly isSupported: () => boolean;
  /** Never rejects. */
  readonly ask: () => Promise<PermissionOutcome>;
}

/** Permission at Zoom for our server to start and stop captions in this person's name, given inside the Zoom client. */
export function createServerPermission(options: {
  readonly api: Pick<ApiClient, 'send'>;
  readonly zoom: Pick<ZoomClient, 'authorize' | 'canAuthorize'>;
}): ServerPermission {
  const { api, zoom } = options;
  return {
    isSupported: () => zoom.canAuthorize(),
    ask: async () => {
      try {
        const challenge = await api.send<{ codeChallenge: string; state: string }>(
          'POST',
          routes.inClientOAuthStart,
          {},
        );
        const outcome = await zoom.authorize(challenge);
        if (outcome.kind !== 'authorized') return { kind: 'failed', sentence: sentences[outcome.kind] };
        const { kind: _, ...authorized } = outcome;
        await api.send('POST', routes.inClientOAuth, authorized);
        return { kind: 'given' };
      } catch (error) {
        const sentence = 'permissionFailed';
        if (!(error instanceof ApiError) || error.message === '') return { kind: 'failed', sentence };
        return { kind: 'failed', sentence, detail: error.message };
      }
    },
  };
}

const sentences: Readonly<Record<Exclude<AuthorizationOutcome['kind'], 'authorized'>, MessageKey>> = {
  declined: 'permissionDeclined',
  unanswered: 'permissionUnanswered',
  refused: 'permissionFailed',
};
