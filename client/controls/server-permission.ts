import { routes } from '../../shared/routes.ts';
import type { ApiClient } from '../api/api-client.ts';
import { type Refusal, refusalOf } from '../api/refusal.ts';
import type { MessageKey } from '../i18n/messages.ts';
import type { AuthorizationOutcome, ZoomClient } from '../zoom/zoom-client.ts';

/** The outcome of a request for permission. */
export type PermissionOutcome = { readonly kind: 'given' } | ({ readonly kind: 'failed' } & Refusal);

export interface ServerPermission {
  /** `false` for guests, and for clients without the call. */
  readonly isSupported: () => boolean;
  /** Never rejects. */
  readonly request: () => Promise<PermissionOutcome>;
}

/** Permission at Zoom for our server to start and stop captions in this person's name, given inside the Zoom client. */
export function createServerPermission(options: {
  readonly api: Pick<ApiClient, 'send'>;
  readonly zoom: Pick<ZoomClient, 'authorize' | 'canAuthorize'>;
}): ServerPermission {
  const { api, zoom } = options;
  return {
    isSupported: () => zoom.canAuthorize(),
    request: async () => {
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
        return { kind: 'failed', ...refusalOf(error, 'permissionFailed') };
      }
    },
  };
}

const sentences: Readonly<Record<Exclude<AuthorizationOutcome['kind'], 'authorized'>, MessageKey>> = {
  declined: 'permissionDeclined',
  unanswered: 'permissionUnanswered',
  refused: 'permissionFailed',
};
