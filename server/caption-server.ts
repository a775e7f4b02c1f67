/** The composition root: everything below is built and wired here, from the configuration and nothing else. */
import { closeSync, openSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { canonicalTag } from '../shared/language.ts';
import { deriveKey, isWeakSecret, loadSessionSecrets, secretId } from './access/session-secrets.ts';
import { createSessionTokens } from './access/session-tokens.ts';
import { CaptionSessions } from './captions/caption-sessions.ts';
import { type Config, ConfigError } from './config.ts';
import { createCaptionRoutes } from './http/caption-routes.ts';
import { createGlossaryRoutes } from './http/glossary-routes.ts';
import { createHttpApp } from './http/http-app.ts';
import { createInClientOAuthRoutes } from './http/in-client-oauth-routes.ts';
import { createMeetingDoor } from './http/meeting-door.ts';
import { createMeterRoutes } from './http/meter-routes.ts';
import { createOAuthRoutes } from './http/oauth-routes.ts';
import { loadBuiltPages, type Pages } from './http/pages.ts';
import { createSessionReader } from './http/require-session.ts';
import { createSessionCookie } from './http/session-cookie.ts';
import { createStreamRoutes } from './http/stream-routes.ts';
import type { Logger } from './logger.ts';
import { TranscriptFile } from './record/transcript-file.ts';
import { PanelRelay } from './relay/panel-relay.ts';
import { meetingDeleted, meetingMoved, sessionEnded } from './relay/refusals.ts';
import { metricsOf } from './server-metrics.ts';
import { openStorage } from './storage/storage.ts';
import { createTranslation, type EngineDescription } from './translation/create-translation.ts';
import { createStreamControl } from './zoom/api/stream-control.ts';
import { createZoomApi } from './zoom/api/zoom-api.ts';
import { createAutoStart } from './zoom/auto-start.ts';
import { createGrants } from './zoom/oauth/grants.ts';
import { createInClientOAuth } from './zoom/oauth/in-client-oauth.ts';
import { createOAuthAttempts } from './zoom/oauth/oauth-state.ts';
import type { SealingKeys } from './zoom/oauth/sealing.ts';
import { createZoomOAuth } from './zoom/oauth/zoom-oauth.ts';
import { RestErrands } from './zoom/rest-errands.ts';
import { RtmsStreams } from './zoom/rtms/rtms-streams.ts';
import { createStreamRestart } from './zoom/stream-restart.ts';
import { createWebhookActions } from './zoom/webhooks/webhook-actions.ts';
import { WebhookInbox } from './zoom/webhooks/webhook-inbox.ts';

export interface CaptionServerOptions {
  readonly logger: Logger;
  /** Pages straight from their sources, through Vite. */
  readonly development?: boolean;
}

export class CaptionServer implements AsyncDisposable {
  readonly #config: Config;
  readonly #logger: Logger;
  readonly #parts: Parts;
  #isDraining = false;

  /** Builds everything; nothing listens yet. */
  static async create(config: Config, options: CaptionServerOptions): Promise<CaptionServer> {
    const parts = await buildParts(config, options);
    return new CaptionServer(config, options.logger, parts);
  }

  private constructor(config: Config, logger: Logger, parts: Parts) {
    this.#config = config;
    this.#logger = logger;
    this.#parts = parts;
    parts.http.on(
      'request',
      createApp(config, logger, parts, () => !this.#isDraining),
    );
    parts.relay.attach(parts.http, parts.sessions);
  }

  /** Listens, then takes up what the last process left: webhooks not acted on, streams still open. */
  async start(): Promise<{ url: string }> {
    const { http, inbox, storage, streams, errands, translation } = this.#parts;
    await listen(http, this.#config.port, this.#config.host);
    for (const engine of translation.describe()) this.#logger.info(engine, 'translation engine');
    storage.retention.start();
    await inbox.actOnPending();
    await streams.resume();
    errands.begin();
    return { url: urlOf(http, this.#config.host) };
  }

  /** What translates what, and where speech goes. */
  describeTranslation(): readonly EngineDescription[] {
    return this.#parts.translation.describe();
  }

  /** About to stop: `/readyz` says so, nothing else changes yet. */
  drain(): void {
    this.#isDraining = true;
  }

  /** Readers are told, sockets closed, what is under way is stored. Zoom is not asked to end a stream: a restart resumes it. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.drain();
    const { http, relay, streams, inbox, errands, sessions, translation, transcript, storage, pages } =
      this.#parts;
    // Together: Socket.IO waits for the server, and the server for browsers that keep a connection open.
    await Promise.all([relay[Symbol.asyncDispose](), close(http)]);
    // Together: a webhook may wait for a stream whose end cannot be stored, and that ends with the streams.
    await Promise.all([inbox, streams, errands].map((part) => part[Symbol.asyncDispose]()));
    await sessions[Symbol.asyncDispose]();
    await transcript?.[Symbol.asyncDispose]();
    await translation[Symbol.asyncDispose]();
    await pages[Symbol.asyncDispose]();
    await storage[Symbol.asyncDispose]();
  }
}

type Parts = Awaited<ReturnType<typeof buildParts>>;

/** Zoom at one door, readers at the other, captions in the middle. */
async function buildParts(config: Config, { logger, development = false }: CaptionServerOptions) {
  const { databaseUrl, retentionHours, zoom, rtms } = config;
  const http = createServer();
  const pages = await loadPages(http, config.targetLanguage, development);
  const secrets = await loadSessionSecrets({
    configured: config.sessionSecrets,
    dataDirectory: config.dataDirectory,
  });
  if (secrets.some(isWeakSecret)) {
    logger.warn(
      'SESSION_SECRET holds a secret of less than 32 characters: whoever guesses it is anybody here',
    );
  }
  const storage = await openStorage({
    databaseUrl,
    retentionHours,
    logger,
    onDeleted: async (deletion) => {
      transcript?.remove(deletion.meetingId, deletion.what === 'lines' ? deletion.lineIds : undefined);
      if (deletion.what === 'lines') return sessions.removed(deletion.meetingId, deletion.lineIds);
      translation.forget(deletion.meetingId);
      // Nothing is captured any more of a meeting whose record was deleted.
      for (const { streamId } of streams.ofMeeting(deletion.meetingId)) await streams.close(streamId);
      await sessions.forget(deletion.meetingId);
      relay.end(meetingDeleted, { meetingId: deletion.meetingId });
    },
  });
  const translation = await createTranslation(config.translation, {
    sourceLanguage: config.sourceLanguage,
    meterStore: storage.meters,
    onBudget: (meetingId) => void relay.statusChanged(meetingId).catch(() => undefined),
    logger,
  });
  const transcript = openTranscript(config, logger);
  const tokens = createSessionTokens({ secrets, ended: storage.sessions });

  const relay = new PanelRelay({
    transports: config.socketTransports,
    publicUrl: config.publicUrl,
    maxSocketsPerMeeting: config.maxSocketsPerMeeting,
    trustProxy: config.trustProxy,
    verifyToken: tokens.verifyViewer,
    admit: async (viewer) =>
      (await tokens.isEnded(viewer)) ? { kind: 'session-ended' } : door.admit(viewer),
    budget: translation.meters,
    serves: translation.serves,
    logger,
  });
  const sessions = new CaptionSessions({
    store: storage.captions,
    translator: translation,
    outlet: relay,
    maxLanguages: config.maxLanguagesPerMeeting,
    ...(transcript === undefined ? {} : { pinnedLanguage: transcript.language }),
    onSettled: (caption) => transcript?.add(caption),
    glossaries: (meetingId) => storage.glossaries.glossariesOf(meetingId),
    logger,
  });
  const door = createMeetingDoor({
    directory: storage.meetings,
    streams: storage.streams,
    statuses: sessions,
    isBudgetSpent: (meetingId) => translation.meters.isSpent(meetingId),
    forgetsMeetings: retentionHours === 0,
  });
  const streams = new RtmsStreams({
    clientId: zoom.clientId,
    clientSecret: zoom.clientSecret,
    ...rtms,
    sourceLanguage: config.sourceLanguage,
    store: storage.streams,
    onUpdate: (update) => sessions.update(update),
    updatesStored: (meetingId) => sessions.settled(meetingId),
    logger,
  });

  const oauthKeys = sealingKeys(secrets, 'oauth attempt');
  const oauth = createZoomOAuth(zoom);
  const api = createZoomApi({ apiUrl: zoom.apiUrl, clientId: zoom.clientId });
  const grants = createGrants({
    store: storage.grants,
    oauth,
    keys: sealingKeys(secrets, 'oauth grant'),
    logger,
  });
  const streamControl = createStreamControl({ directory: storage.meetings, grants, api, logger });
  const isCaptured = (meetingId: string) =>
    streams.ofMeeting(meetingId).some(({ state }) => state !== 'ended');
  const restart = createStreamRestart({
    streams: storage.streams,
    directory: storage.meetings,
    isCaptured,
    streamControl,
    logger,
  });
  const errands = new RestErrands({ logger });
  const autoStart = createAutoStart({
    when: config.autoStart,
    directory: storage.meetings,
    isCaptured,
    streamControl,
    logger,
  });
  const inbox = new WebhookInbox({
    store: storage.webhooks,
    act: createWebhookActions({
      directory: storage.meetings,
      streams: {
        started: (meetingId, event) => streams.started(meetingId, event),
        interrupted: (event) => streams.interrupted(event),
        stopped: async (event) => {
          await streams.stopped(event);
          errands.run((signal) => restart(event, signal));
        },
      },
      onDeauthorized: async (uid) => {
        await grants.forget(uid);
        await forgetPerson(uid);
      },
      onMeetingEvent: (event) => errands.run((signal) => autoStart(event, signal)),
      logger,
    }),
    logger,
  });

  /** Their streams, their rows, the records of the meetings they host, and their open panels. */
  async function forgetPerson(uid: string): Promise<void> {
    // First: the rows will not say any more whose streams they were.
    const own = (await storage.streams.open()).filter(({ operatorId }) => operatorId === uid);
    for (const { streamId } of own) await streams.close(streamId);
    await storage.people.deleteEverythingOf(uid);
    relay.end(
      { code: 'token-expired', message: 'This account was removed from the app. Open the panel again.' },
      { uid },
    );
  }

  /** Meetings that go on now follow; others read their glossary when they are opened. */
  function glossaryChanged(whose: { readonly meetingId: string } | { readonly uid: string }): void {
    const meetings =
      'uid' in whose
        ? storage.glossaries.hostedAmong(sessions.meetingIds, whose.uid)
        : Promise.resolve([whose.meetingId]);
    meetings
      .then((ids) => Promise.all(ids.map((meetingId) => sessions.glossaryChanged(meetingId))))
      .catch((error) => {
        const name = error instanceof Error ? error.name : typeof error;
        logger.error({ error: name }, 'lines could not be translated again after a change of a glossary');
      });
  }

  return {
    http,
    pages,
    storage,
    translation,
    transcript,
    tokens,
    relay,
    sessions,
    door,
    streams,
    oauthKeys,
    oauth,
    api,
    grants,
    streamControl,
    inbox,
    errands,
    forgetPerson,
    glossaryChanged,
  };
}

function createApp(config: Config, logger: Logger, parts: Parts, isServing: () => boolean) {
  const { storage, translation, tokens, door, oauth, oauthKeys, api, grants } = parts;
  const { publicUrl, zoom } = config;
  const cookie = createSessionCookie({ publicUrl });
  const sessionReader = createSessionReader({ tokens, cookie, publicUrl });
  return createHttpApp({
    publicUrl,
    panelFrameAncestors: config.panelFrameAncestors,
    trustProxy: config.trustProxy,
    targetLanguage: config.targetLanguage,
    webhookSecretToken: zoom.secretToken,
    contextKeys: zoom,
    pages: parts.pages,
    health: {
      ready: async () => {
        if (isServing()) await storage.ping();
        return isServing();
      },
      metrics: async () => metricsOf(parts),
      metricsToken: config.metricsToken,
    },
    inbox: parts.inbox,
    tokens,
    cookie,
    sessions: sessionReader,
    directory: storage.meetings,
    streams: storage.streams,
    door,
    // A new session leads to the right meeting; the panel asks for it by itself.
    onMeetingMoved: (meetingId) => parts.relay.end(meetingMoved, { meetingId }),
    languages: async () => translation.languages(),
    transcripts: storage.transcripts,
    preferences: storage.preferences,
    people: { deleteEverythingOf: (uid) => grants.revoke(uid).then(() => parts.forgetPerson(uid)) },
    glossaryRoutes: createGlossaryRoutes({
      sessions: sessionReader,
      door,
      glossaries: storage.glossaries,
      onChanged: parts.glossaryChanged,
    }),
    extraRouters: [
      createOAuthRoutes({
        publicUrl,
        oauth,
        attempts: createOAuthAttempts({ keys: oauthKeys }),
        api,
        grants,
        tokens,
        cookie,
        sessions: sessionReader,
        signedOut: storage.sessions,
        onSignedOut: (signInId) => parts.relay.end(sessionEnded, { signInId }),
        logger,
      }),
      createStreamRoutes({ sessions: sessionReader, door, streamControl: parts.streamControl }),
      createMeterRoutes({ sessions: sessionReader, door, meters: translation.meters }),
      createCaptionRoutes({
        sessions: sessionReader,
        door,
        captions: parts.sessions,
        serves: (tag) => translation.serves(canonicalTag(tag) ?? ''),
      }),
      createInClientOAuthRoutes({
        sessions: sessionReader,
        inClientOAuth: createInClientOAuth({ oauth, api, grants, keys: oauthKeys }),
      }),
    ],
    logger,
  });
}

async function loadPages(server: Server, targetLanguage: string, development: boolean): Promise<Pages> {
  if (!development) return loadBuiltPages({ targetLanguage });
  // Only while developing: a production installation has no Vite.
  const { serveSourcePages } = await import('./http/development-pages.ts');
  return serveSourcePages({ server, targetLanguage });
}

function openTranscript(config: Config, logger: Logger): TranscriptFile | undefined {
  const { transcriptFile: path, targetLanguage } = config;
  if (path === undefined) return undefined;
  try {
    closeSync(openSync(path, 'a', 0o600));
  } catch (error) {
    throw new ConfigError([`TRANSCRIPT_FILE: ${path} cannot be written (${String(error)}).`]);
  }
  // `auto` is every browser's own; a file on the server has none.
  return new TranscriptFile({
    path,
    language: targetLanguage === 'auto' ? 'original' : targetLanguage,
    logger,
  });
}

/** One key per use and secret; the first seals, all of them open. */
function sealingKeys(secrets: readonly string[], use: string): SealingKeys {
  const all = secrets.map((secret) => ({ kid: secretId(secret), key: deriveKey(secret, use) }));
  const [current] = all;
  if (current === undefined) throw new Error('SESSION_SECRET holds no secret.');
  return { current, all };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function urlOf(server: Server, host: string): string {
  const address = server.address();
  const { port } = isAddress(address) ? address : { port: 0 };
  // 0.0.0.0 is where we listen, not where one can go.
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

function isAddress(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
