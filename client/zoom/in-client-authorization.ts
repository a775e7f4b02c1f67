import type zoomSdk from '@zoom/appssdk';
import type { AuthorizationOutcome } from './zoom-client.ts';
import { isTimeout, zoomCode } from './zoom-errors.ts';

/** The part of the SDK that is used; the result of its call carries no information. */
type AuthorizingSdk = Pick<typeof zoomSdk, 'addEventListener' | 'removeEventListener'> & {
  authorize(challenge: { codeChallenge: string; state: string }): Promise<unknown>;
};

/** Time for a person to decide; the SDK's own ten seconds limit the call only. */
const DECISION_LIMIT_MS = 120_000;

/**
 * Zoom's own page inside the client, where a person gives the app permission. The listener is added before the call:
 * the answer is an event. Some clients return the state; an event with another state is ignored.
 */
export function authorizeInClient(
  sdk: AuthorizingSdk,
  { codeChallenge, state }: { readonly codeChallenge: string; readonly state: string },
  limitMs = DECISION_LIMIT_MS,
): Promise<AuthorizationOutcome> {
  return new Promise((resolve) => {
    const end = (outcome: AuthorizationOutcome): void => {
      clearTimeout(timer);
      sdk.removeEventListener('onAuthorized', listener);
      resolve(outcome);
    };
    const listener = (event: unknown): void => {
      const { code, ...answer } = answerOf(event);
      if (answer.state !== undefined && answer.state !== state) return;
      end(code === undefined ? { kind: 'declined' } : { kind: 'authorized', code, ...answer });
    };
    const timer = setTimeout(() => end({ kind: 'unanswered' }), limitMs);
    sdk.addEventListener('onAuthorized', listener);
    // Method `plain`: in the client the challenge is the verifier (Zoom Apps authentication page).
    sdk.authorize({ codeChallenge, state }).catch((error: unknown) => {
      if (!isTimeout(error)) end({ kind: 'refused', code: zoomCode(error) });
    });
  });
}

interface Answer {
  readonly code?: string;
  readonly state?: string;
  readonly redirectUri?: string;
}

function answerOf(event: unknown): Answer {
  const text = (name: string): string | undefined => {
    const value: unknown = typeof event === 'object' && event !== null ? Reflect.get(event, name) : undefined;
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const [code, state, redirectUri] = [text('code'), text('state'), text('redirectUri')];
  return {
    ...(code === undefined ? {} : { code }),
    ...(state === undefined ? {} : { state }),
    ...(redirectUri === undefined ? {} : { redirectUri }),
  };
}
