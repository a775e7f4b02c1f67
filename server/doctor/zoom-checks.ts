import { randomUUID } from 'node:crypto';
import type { Config } from '../config/config.ts';
import { type Finding, fault, good, reasonOf, warning } from './finding.ts';

const ANSWER_LIMIT_MS = 8_000;
/** Every webhook that is older or newer than this is refused. */
const WEBHOOK_TOLERANCE_S = 300;
/** Enough to notice before it matters; an answer's `Date` has whole seconds. */
const DRIFT_WORTH_TELLING_S = 30;

/** This machine's clock against the `Date` of Zoom's answer, and the app's credentials against its token endpoint. */
export async function checkZoom(
  config: Config['zoom'],
  now: () => number = Date.now,
): Promise<readonly Finding[]> {
  const { origin } = new URL(config.oauthUrl);
  const basic = Buffer.from(`${config.clientId}:${config.clientSecret}`).toString('base64');
  let response: Response;
  try {
    // Nobody has this code: Zoom refuses the code of a known app, and the app when it is unknown.
    response = await fetch(`${config.oauthUrl}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: randomUUID(),
        redirect_uri: config.redirectUri,
      }),
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    });
  } catch (error) {
    return [
      fault(
        'Zoom',
        `${origin} does not answer (${reasonOf(error)}).`,
        'Let this machine open https connections to it.',
      ),
    ];
  }
  const answer = await response.text();
  return [clock(response.headers.get('date'), now()), credentials(response.status, answer)];
}

function clock(date: string | null, now: number): Finding {
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs)) {
    return warning('clock', 'Zoom did not tell its time.', 'Compare this machine’s clock with another one.');
  }
  const offS = Math.abs(now - theirs) / 1_000;
  const says = `${Math.round(offS)} s from Zoom’s.`;
  const mend = 'Set it by NTP, for example: sudo timedatectl set-ntp true';
  if (offS > WEBHOOK_TOLERANCE_S) return fault('clock', `${says} Every webhook is refused.`, mend);
  if (offS > DRIFT_WORTH_TELLING_S) return warning('clock', says, mend);
  return good('clock', says);
}

function credentials(status: number, answer: string): Finding {
  if (/invalid_client|unauthorized_client|client_id/i.test(answer)) {
    return fault(
      'CLIENT_ID, CLIENT_SECRET',
      `Zoom does not know this pair (status ${status}).`,
      'Copy both anew from Basic Information of the app that people have added: development and production differ.',
    );
  }
  if (status >= 400 && status < 500) return good('CLIENT_ID, CLIENT_SECRET', 'Zoom knows this pair.');
  return warning('CLIENT_ID, CLIENT_SECRET', `Zoom answered with ${status}.`, 'Try again in a minute.');
}
