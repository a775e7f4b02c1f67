import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { Cloud } from './cloud/cloud.ts';
import { Endpoints } from './cloud/endpoints.ts';
import { closeServer, type HttpCall, type HttpReply, listen, type SeenRequest } from './cloud/http-server.ts';
import { type MeetingOptions, SimulatedMeeting } from './cloud/meeting.ts';
import { createOAuthServer, type OAuthServer } from './cloud/oauth.ts';
import { createRestApi, type RestApi, type ScriptedError } from './cloud/rest-api.ts';
import { timingFor } from './cloud/timing.ts';
import { makeUser, type SimulatedUser } from './cloud/users.ts';
import {
  createWebhookSender,
  type SentWebhook,
  type WebhookAnswer,
  type WebhookOptions,
  type WebhookSender,
} from './cloud/webhooks.ts';

export type { Participant, Said, SimulatedMeeting } from './cloud/meeting.ts';
export type { SimulatedStream } from './cloud/stream.ts';
export type { SimulatedUser } from './cloud/users.ts';

export interface ZoomSimulatorOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly secretToken: string;
  readonly accountId: string;
  /** Real milliseconds between keep-alives; default 10 s divided by the time scale. */
  readonly keepAliveMs: number;
  /** Every period of RTMS is divided by it; OAuth's and webhooks' are not. */
  readonly timeScale: number;
  readonly port: number;
  /** The app's OAuth allow list; default everything. */
  readonly redirectUris: readonly string[];
  /** What users consent to, separated by blanks. */
  readonly scopes: string;
}

/** A pretend Zoom: OAuth, REST, webhooks and RTMS servers on one port of this machine. */
export class ZoomSimulator implements AsyncDisposable {
  /** What the app under test did that Zoom's documents forbid. A journey ends with this list empty. */
  readonly violations: string[] = [];
  readonly requests: SeenRequest[] = [];
  readonly meetings: SimulatedMeeting[] = [];
  readonly users: SimulatedUser[] = [];
  readonly #options: Partial<ZoomSimulatorOptions>;
  readonly #endpoints = new Endpoints();
  readonly #work = new Set<Promise<unknown>>();
  readonly #webhooks: WebhookSender;
  readonly #oauth: OAuthServer;
  readonly #rest: RestApi;
  readonly #cloud: Cloud;
  readonly #keepAliveMs: number;
  #server: Server | undefined;
  #url = '';
  #scopes: string;
  #isDisposed = false;

  static async start(options: Partial<ZoomSimulatorOptions> = {}): Promise<ZoomSimulator> {
    const simulator = new ZoomSimulator(options);
    await simulator.#listen();
    return simulator;
  }

  constructor(options: Partial<ZoomSimulatorOptions>) {
    this.#options = options;
    this.#scopes = options.scopes ?? allScopes;
    const timing = timingFor(this.timeScale, options.keepAliveMs);
    this.#keepAliveMs = timing.keepAliveMs;
    const violation = (sentence: string) => {
      if (!this.#isDisposed) this.violations.push(sentence);
    };
    this.#webhooks = createWebhookSender(this.secretToken, violation);
    this.#oauth = createOAuthServer({
      clientId: this.clientId,
      clientSecret: this.clientSecret,
      redirectUris: options.redirectUris,
      scopes: () => this.#scopes,
      url: () => this.url,
      violation,
    });
    this.#rest = createRestApi({
      clientId: this.clientId,
      oauth: this.#oauth,
      url: () => this.url,
      meetings: this.meetings,
      own: (work) => this.#own(work),
    });
    this.#cloud = {
      clientId: this.clientId,
      clientSecret: this.clientSecret,
      accountId: options.accountId ?? 'account-1',
      timing,
      endpoints: this.#endpoints,
      violation,
      deliver: (event, payload, sending) => this.#deliver(event, payload, sending),
      own: (work) => this.#own(work),
    };
  }

  get clientId(): string {
    return this.#options.clientId ?? 'simulated-client-id';
  }

  get clientSecret(): string {
    return this.#options.clientSecret ?? 'simulated-client-secret';
  }

  get secretToken(): string {
    return this.#options.secretToken ?? 'simulated-secret-token';
  }

  get timeScale(): number {
    return this.#options.timeScale ?? 1;
  }

  /** `http://127.0.0.1:PORT` */
  get url(): string {
    return this.#url;
  }

  /** What the app under test is started with. `RTMS_KEEPALIVE_MS` is Zoom's period: the app divides it by the scale. */
  get environment(): Record<string, string> {
    return {
      CLIENT_ID: this.clientId,
      CLIENT_SECRET: this.clientSecret,
      ZOOM_SECRET_TOKEN: this.secretToken,
      ZOOM_OAUTH_URL: this.url,
      ZOOM_API_URL: `${this.url}/v2`,
      RTMS_ALLOWED_HOSTS: '127.0.0.1',
      RTMS_KEEPALIVE_MS: String(Math.round(this.#keepAliveMs * this.timeScale)),
      ...(this.timeScale === 1 ? {} : { RTMS_TIME_SCALE: String(this.timeScale) }),
    };
  }

  /** Every webhook that was answered, oldest first. */
  get webhooks(): readonly SentWebhook[] {
    return this.#webhooks.sent;
  }

  /** Where webhooks go from now on. */
  installWebhook(url: string): void {
    this.#webhooks.install(url);
  }

  addUser(options: Partial<SimulatedUser> = {}): SimulatedUser {
    const user = makeUser(this.#cloud.accountId, this.users.length + 1, options);
    this.users.push(user);
    return user;
  }

  /** The next browsers at `/oauth/authorize` are this user, who consents. */
  signIn(user: SimulatedUser | undefined): void {
    this.#oauth.signIn(user);
  }

  /** The next browser at `/oauth/authorize` declines. */
  declineConsent(): void {
    this.#oauth.denyNext();
  }

  /** What users consent to from now on. */
  setScopes(scopes: string): void {
    this.#scopes = scopes;
  }

  /** OAuth as `zoomSdk.authorize` does it inside the client: method `plain`, where the challenge is the verifier. */
  authorizeInClient(
    user: SimulatedUser,
    request: { codeChallenge: string; redirectUri?: string },
  ): { code: string } {
    return this.#oauth.authorizeInClient(user, request);
  }

  /** As if an hour had passed: refreshing helps. */
  expireAccessTokens(): void {
    this.#oauth.expireAccessTokens();
  }

  expireCodes(): void {
    this.#oauth.expireCodes();
  }

  expireRefreshTokens(): void {
    this.#oauth.expireRefreshTokens();
  }

  /** What the next calls to `rtms_app/status` are answered with. */
  scriptStatusCalls(errors: readonly ScriptedError[]): void {
    this.#rest.script(errors);
  }

  createMeeting(options: Partial<MeetingOptions> = {}): SimulatedMeeting {
    const meeting = new SimulatedMeeting(this.#cloud, { ...options, host: options.host ?? this.addUser() });
    this.meetings.push(meeting);
    return meeting;
  }

  sendWebhook(event: string, payload: unknown, options: WebhookOptions = {}): Promise<WebhookAnswer> {
    return this.#webhooks.send(event, payload, options);
  }

  /** The same bytes once more, as after a time-out: default the last webhook, with its own headers. */
  repeatWebhook(webhook?: SentWebhook, headers: 'same' | 'fresh' = 'same'): Promise<WebhookAnswer> {
    const chosen = webhook ?? this.#webhooks.sent.at(-1);
    if (chosen === undefined) throw new Error('No webhook was sent yet');
    return this.#webhooks.sendAgain(chosen, headers);
  }

  /** `isValid`: the answer is the one Zoom accepts. */
  validateUrl(
    options: WebhookOptions & { readonly plainToken?: string } = {},
  ): Promise<WebhookAnswer & { readonly isValid: boolean }> {
    return this.#webhooks.validate(options);
  }

  /** A user removes the app. Their grant dies, and the app must delete their data. */
  deauthorize(user: SimulatedUser): Promise<WebhookAnswer> {
    this.#oauth.revokeUser(user);
    return this.sendWebhook('app_deauthorized', {
      account_id: user.accountId,
      user_id: user.id,
      signature: randomBytes(32).toString('hex'),
      deauthorization_time: new Date().toISOString(),
      client_id: this.clientId,
      event_ts: String(Date.now()),
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true;
    for (const meeting of this.meetings) for (const stream of meeting.streams) stream.server.dispose();
    this.#endpoints[Symbol.dispose]();
    if (this.#server !== undefined) await closeServer(this.#server);
    await Promise.allSettled(this.#work);
  }

  async #listen(): Promise<void> {
    const { server, url } = await listen(this.#options.port ?? 0, (call) => this.#answer(call));
    this.#server = server;
    this.#url = url;
    this.#endpoints.origin = url.replace('http:', 'ws:');
    server.on('upgrade', (request, socket, head) => this.#endpoints.upgrade(request, socket, head));
  }

  #answer(call: HttpCall): HttpReply {
    const reply = this.#oauth.handle(call) ??
      this.#rest.handle(call) ?? { status: 404, body: { code: 404, message: 'No such address' } };
    const { method, path, headers, body } = call;
    this.requests.push({
      method,
      path,
      query: Object.fromEntries(call.query),
      headers,
      body,
      status: reply.status,
    });
    return reply;
  }

  async #deliver(
    event: string,
    payload: object,
    options?: WebhookOptions,
  ): Promise<WebhookAnswer | undefined> {
    if (!this.#webhooks.isInstalled || this.#isDisposed) return undefined;
    return this.#webhooks.send(event, payload, options);
  }

  /** Background work ends with the simulator. An app that is not there is no fault of Zoom's. */
  #own(work: Promise<unknown>): void {
    const watched = work.catch(() => undefined).finally(() => this.#work.delete(watched));
    this.#work.add(watched);
  }
}

const allScopes = [
  'zoomapp:inmeeting',
  'meeting:read:meeting_transcript',
  'meeting:read:meeting',
  'meeting:update:participant_rtms_app_status',
  'user:read:user',
].join(' ');
