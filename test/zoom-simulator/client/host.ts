import { randomUUID } from 'node:crypto';
import { apiNotEnabled, apiReplies, guestApis, guestEvents } from './api-replies.ts';
import type { Bridge, ClientState, Person, ZoomClientOptions } from './client-state.ts';
import {
  isRecord,
  NativeError,
  type NativeEvent,
  type NativeMessage,
  type NativeRequest,
  parseNativeRequest,
} from './native-messages.ts';
import { noCloud, RtmsSessions } from './rtms-sessions.ts';

/** Instead of the usual reply: a refusal, a reply of one's own, or silence. */
export type Override =
  | { readonly fail: string; readonly message?: string }
  | { readonly reply: (data: unknown) => unknown }
  | 'hang';

/** The Zoom client around one panel: answers the Apps SDK's native calls and sends it events. */
export class ZoomClient implements ClientState {
  readonly bridge: Bridge;
  /** Every call the panel made, oldest first. */
  readonly requests: NativeRequest[] = [];
  readonly openedUrls: string[] = [];
  readonly chatMessages: string[] = [];
  readonly rtms: RtmsSessions;
  readonly person: Person;
  runningContext: string;
  configured: readonly string[] | undefined;
  readonly options: ZoomClientOptions;
  readonly meetingUUID: string;
  readonly #overrides = new Map<string, Override>();
  readonly #listeners = new Set<(event: NativeEvent) => void>();

  constructor(options: ZoomClientOptions) {
    this.options = options;
    this.bridge = options.bridge ?? 'webview2';
    this.meetingUUID = options.meetingUUID ?? '4rxT+d/SQ2eZf0nLbqk1Gw==';
    this.runningContext = options.runningContext ?? 'inMeeting';
    this.person = {
      role: options.role ?? 'host',
      status: options.status ?? 'authorized',
      screenName: options.screenName ?? 'Maria Torres',
      participantUUID: randomUUID(),
    };
    this.rtms = new RtmsSessions({
      displayName: this.person.screenName,
      approval: options.approval ?? 'not-needed',
      door: options.rtms ?? noCloud,
      onStatus: (event) => this.emit('onRTMSStatusChange', event),
    });
  }

  get isGuest(): boolean {
    return this.person.status !== 'authorized';
  }

  /** One call of the SDK. `undefined`: the client stays silent. */
  async receive(json: string): Promise<NativeMessage | undefined> {
    const request = parseNativeRequest(json);
    this.requests.push(request);
    const { jsCallId } = request;
    const override = this.#overrides.get(request.apiName);
    if (override === 'hang') return undefined;
    try {
      const result = override === undefined ? await this.#answer(request) : overridden(override, request);
      return { type: 'apiResponse', data: { jsCallId, result } };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const code = error instanceof NativeError ? error.code : '10001';
      return { type: 'apiResponse', data: { jsCallId, errorCode: code, errorMessage: error.message } };
    }
  }

  /** How often the panel called an API. */
  calls(apiName: string): readonly NativeRequest[] {
    return this.requests.filter((request) => request.apiName === apiName);
  }

  override(apiName: string, override: Override | undefined): void {
    if (override === undefined) this.#overrides.delete(apiName);
    else this.#overrides.set(apiName, override);
  }

  /** Events reach the page through every bridge that listens. A guest gets few of them. */
  emit(name: string, data: unknown): void {
    if (this.isGuest && !guestEvents.has(name)) return;
    for (const listener of this.#listeners) listener({ type: 'event', name, data });
  }

  /** @returns a function that stops listening. */
  onEvent(listener: (event: NativeEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changePerson(change: Partial<Omit<Person, 'participantUUID'>>): void {
    Object.assign(this.person, change);
    const { role, status, screenName } = this.person;
    // The type file has no `status`, real events carry it.
    this.emit('onMyUserContextChange', { role, screenName, status, timestamp: Date.now() });
  }

  changeRunningContext(runningContext: string): void {
    this.runningContext = runningContext;
    this.emit('onRunningContextChange', { runningContext, timestamp: Date.now() });
  }

  endMeeting(): void {
    this.rtms.cloudStopped();
    this.emit('onMeeting', { action: 'ended', timestamp: Date.now() });
  }

  setVisible(visible: boolean): void {
    this.emit('onAppVisibilityChange', { visible, timestamp: Date.now() });
  }

  async #answer(request: NativeRequest): Promise<unknown> {
    const reply = apiReplies[request.apiName];
    const asked = request.apiName === 'config' || (this.configured?.includes(request.apiName) ?? false);
    if (reply === undefined || !asked) throw apiNotEnabled(request.apiName);
    if (this.isGuest && !guestApis.has(request.apiName)) {
      throw new NativeError('403', `${request.apiName} is not permitted for this role.`);
    }
    return reply(this, isRecord(request.data) ? request.data : {});
  }
}

function overridden(override: Exclude<Override, 'hang'>, request: NativeRequest): unknown {
  if ('reply' in override) return override.reply(request.data);
  throw new NativeError(override.fail, override.message ?? `${request.apiName} failed.`);
}
