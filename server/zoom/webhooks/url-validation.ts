import { createHmac } from 'node:crypto';

export interface UrlValidationAnswer {
  readonly plainToken: string;
  readonly encryptedToken: string;
}

/** What Zoom's own tokens look like; no colon, so that it can never be `v0:<timestamp>:<body>`. */
const plainTokenPattern = /^[A-Za-z0-9_+/=-]{8,64}$/;

/**
 * The answer to `endpoint.url_validation`, or `undefined`: not answered.
 * The challenge and the webhook signature share one secret, so that an endpoint which answers every challenge signs
 * whatever an attacker sends it as `plainToken`.
 */
export function answerUrlValidation(
  plainToken: string,
  options: { readonly signed: boolean; readonly secretToken: string },
): UrlValidationAnswer | undefined {
  const harmless = options.signed ? !plainToken.includes(':') : plainTokenPattern.test(plainToken);
  if (!harmless) return undefined;
  const encryptedToken = createHmac('sha256', options.secretToken).update(plainToken).digest('hex');
  return { plainToken, encryptedToken };
}
