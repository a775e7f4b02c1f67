import type { MessageKey } from '../i18n/messages.ts';
import type { StreamOutcome } from './zoom-client.ts';

/** A call that Zoom's client refused, or did not answer. */
export class ZoomCallError extends Error {
  override readonly name = 'ZoomCallError';
  readonly code: string;

  constructor(call: string, cause: unknown) {
    const code = zoomCode(cause);
    super(`Zoom refused ${call} (${code === '' ? messageOf(cause) : code})`, { cause });
    this.code = code;
  }
}

/** The SDK does not export its error class: a code is what tells a refusal from a time-out. */
export function zoomCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' || typeof code === 'number' ? String(code) : '';
}

export function isTimeout(error: unknown): boolean {
  return zoomCode(error) === '' && messageOf(error).includes('took longer than');
}

/** What a failed RTMS call means for the person who asked. */
export function outcomeOf(error: unknown): StreamOutcome {
  // The host's approval can outlast the SDK's own time limit.
  if (isTimeout(error)) return { kind: 'pending' };
  const code = zoomCode(error);
  if (code === ALREADY_RUNNING) return { kind: 'done' };
  if (code === NOT_ENABLED) return { kind: 'unsupported' };
  return { kind: 'refused', code, sentence: sentences[code] ?? 'controlFailed' };
}

/** The meeting's chat settings decide, too, whether an invitation can be sent. */
export function invitationSentence(error: unknown): MessageKey {
  const code = zoomCode(error);
  if (code === NOT_ENABLED) return 'controlUnsupported';
  if (code === '10151') return 'controlAppDisabled';
  return isNotPermitted.has(code) ? 'controlNotPermitted' : 'inviteFailed';
}

const isNotPermitted: ReadonlySet<string> = new Set(['403', '10027', '10061']);

export const NOT_ENABLED = '80004';
const ALREADY_RUNNING = '10308';

const sentences: Readonly<Record<string, MessageKey>> = {
  '403': 'controlNotPermitted',
  '10027': 'controlNotPermitted',
  '10061': 'controlNotPermitted',
  '10042': 'controlDoNotDisturb',
  '10150': 'controlNotReady',
  '10151': 'controlAppDisabled',
  '40316': 'controlNotEntitled',
};

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
