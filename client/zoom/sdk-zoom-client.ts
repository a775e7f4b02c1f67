import type zoomSdk from '@zoom/appssdk';
import type { Apis } from '@zoom/appssdk';
import type { StreamAction } from '../../shared/panel-protocol.ts';
import { coreCapabilities, withoutOptional } from './capabilities.ts';
import { authorizeInClient } from './in-client-authorization.ts';
import { parseRtmsStatus } from './rtms-status.ts';
import type { AuthorizationOutcome, InvitationOutcome, ZoomClient, ZoomHint } from './zoom-client.ts';
import { invitationSentence, NOT_ENABLED, outcomeOf, ZoomCallError, zoomCode } from './zoom-errors.ts';

/** The SDK's object answers every property, `then` included: passed on bare, an `await` of it would never end. */
export interface HeldSdk {
  readonly sdk: typeof zoomSdk;
}

/** Zoom's own sample configures anew every two hours. */
const RECONFIGURE_MS = 120 * 60_000;

/** The Zoom client around the panel, through the Apps SDK. */
export class SdkZoomClient implements ZoomClient {
  readonly #held: HeldSdk;
  readonly #granted: readonly Apis[];
  readonly #listeners = new Set<(hint: ZoomHint) => void>();
  readonly #timer: ReturnType<typeof setInterval>;
  #supported: ReadonlySet<string>;

  static create(held: HeldSdk, granted: readonly Apis[]): SdkZoomClient {
    const client = new SdkZoomClient(held, granted);
    client.#listen();
    // Captions do not depend on it and do not wait for it.
    void client.#refreshSupported();
    return client;
  }

  private constructor(held: HeldSdk, granted: readonly Apis[]) {
    this.#held = held;
    this.#granted = granted;
    this.#supported = new Set(granted);
    this.#timer = setInterval(() => void this.#reconfigure(), RECONFIGURE_MS);
  }

  async appContext(): Promise<string> {
    try {
      const { context } = await this.#held.sdk.getAppContext();
      return context;
    } catch (error) {
      throw new ZoomCallError('getAppContext', error);
    }
  }

  async control(action: StreamAction): Promise<ReturnType<typeof outcomeOf>> {
    const api = rtmsCalls[action];
    // The SDK's object has every method; only this list shows what the client supports.
    if (!this.#supported.has(api)) return { kind: 'unsupported' };
    try {
      await this.#held.sdk[api]();
      return { kind: 'done' };
    } catch (error) {
      return outcomeOf(error);
    }
  }

  canAuthorize(): boolean {
    return this.#supported.has('authorize') && this.#granted.includes('onAuthorized');
  }

  async authorize(challenge: { codeChallenge: string; state: string }): Promise<AuthorizationOutcome> {
    return await authorizeInClient(this.#held.sdk, challenge);
  }

  canInvite(): boolean {
    return this.#supported.has('sendAppInvitationToAllParticipants');
  }

  async inviteEveryone(): Promise<InvitationOutcome> {
    try {
      await this.#held.sdk.sendAppInvitationToAllParticipants();
      return { kind: 'done' };
    } catch (error) {
      return { kind: 'refused', sentence: invitationSentence(error) };
    }
  }

  canChat(): boolean {
    return this.#supported.has('sendMessageToChat');
  }

  async sendToChat(message: string): Promise<boolean> {
    try {
      const { result } = await this.#held.sdk.sendMessageToChat({ message });
      // The documents name no answer for somebody who closes Zoom's dialog: nothing was sent anywhere then.
      return result.length > 0;
    } catch {
      return false;
    }
  }

  async isGuest(): Promise<boolean> {
    if (!this.#supported.has('getUserContext') || !this.#supported.has('promptAuthorize')) return false;
    try {
      const { status } = await this.#held.sdk.getUserContext();
      return status === 'unauthenticated' || status === 'authenticated';
    } catch {
      return false;
    }
  }

  async offerApp(): Promise<void> {
    try {
      await this.#held.sdk.promptAuthorize();
    } catch {
      // Zoom shows its own message; the reader stays a guest.
    }
  }

  async rtmsStatus(): Promise<ReturnType<typeof parseRtmsStatus>> {
    if (!this.#supported.has('getRTMSStatus')) return 'unknown';
    try {
      return parseRtmsStatus(await this.#held.sdk.getRTMSStatus());
    } catch {
      return 'unknown';
    }
  }

  async openUrl(url: string): Promise<void> {
    try {
      await this.#held.sdk.openUrl({ url });
    } catch (error) {
      throw new ZoomCallError('openUrl', error);
    }
  }

  onHint(listener: (hint: ZoomHint) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#listeners.clear();
    for (const [event, handler] of this.#handlers) this.#held.sdk.removeEventListener(event, handler);
  }

  /** One closure per event: the SDK removes a handler from every event it was ever added to. */
  readonly #handlers = [
    ['onRTMSStatusChange', () => this.#hint({ kind: 'rtms-changed' })],
    ['onRunningContextChange', () => void this.#contextChanged()],
    ['onMyUserContextChange', () => void this.#contextChanged()],
    [
      'onAppVisibilityChange',
      (event: { visible?: boolean }) =>
        this.#hint({ kind: 'visibility-changed', visible: event.visible !== false }),
    ],
  ] as const;

  #listen(): void {
    for (const [event, handler] of this.#handlers) {
      if (this.#granted.includes(event)) this.#held.sdk.addEventListener(event, handler);
    }
  }

  /** Another role, status or running context needs a new `config` before anything else is asked. */
  async #contextChanged(): Promise<void> {
    await this.#reconfigure();
    this.#hint({ kind: 'context-changed' });
  }

  async #reconfigure(): Promise<void> {
    try {
      await configure(this.#held, this.#granted);
      await this.#refreshSupported();
    } catch {
      // The earlier grant still holds; the next change or period tries again.
    }
  }

  async #refreshSupported(): Promise<void> {
    try {
      const { supportedApis } = await this.#held.sdk.getSupportedJsApis();
      if (Array.isArray(supportedApis)) this.#supported = new Set(supportedApis);
    } catch {
      // Old clients lack this call; unsupported calls then fail one by one.
    }
  }

  #hint(hint: ZoomHint): void {
    for (const listener of this.#listeners) listener(hint);
  }
}

/**
 * Declares to Zoom the calls and events that the panel uses. Resolves with those that Zoom granted: all, those without which
 * an older Marketplace page still has every button but one, or the core ones.
 * Rejects with the SDK's error.
 */
export async function configure(held: HeldSdk, wanted: readonly Apis[]): Promise<readonly Apis[]> {
  try {
    await held.sdk.config({ capabilities: [...wanted], version: '0.16' });
    return wanted;
  } catch (error) {
    // The client has accepted; the SDK rejects a version such as "6.6.5 (beta)". Later calls work.
    if (error instanceof Error && error.message.startsWith('Invalid version format')) return wanted;
    if (zoomCode(error) !== NOT_ENABLED || wanted === coreCapabilities) throw error;
    const fewer = withoutOptional(wanted);
    return configure(held, fewer.length < wanted.length ? fewer : coreCapabilities);
  }
}

const rtmsCalls = {
  start: 'startRTMS',
  stop: 'stopRTMS',
  pause: 'pauseRTMS',
  resume: 'resumeRTMS',
} as const;
