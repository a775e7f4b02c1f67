import { createHmac } from 'node:crypto';

export interface UrlValidationAnswer {
  readonly plainToken: string;
  readonly encryptedToken: string;
}

/** The shape of Zoom's own tokens. Without a colon it is never `v0:<timestamp>:<body>`. */
const plainTokenPattern = /^[A-Za-z0-9_+/=-]{8,64}$/;

/**
 * The answer to `endpoint.url_validation`; `undefined` when none may be given. Challenge and webhook signature share one
 * secret: an endpoint that answers every challenge signs any webhook an attacker sends as `plainToken`.
 */
export function answerUrlValidation(
  plainToken: string,
  options: { readonly signed: boolean; readonly secretToken: string },
): UrlValidationAnswer | undefined {
  const isHarmless = options.signed ? !plainToken.includes(':') : plainTokenPattern.test(plainToken);
  if (!isHarmless) return undefined;
  const encryptedToken = createHmac('sha256', options.secretToken).update(plainToken).digest('hex');
  return { plainToken, encryptedToken };
}
