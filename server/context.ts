/** Builds the parts of the server from its configuration: Zoom, captions, readers. */
import type { Server } from 'node:http';
import { createSessionTokens } from './access/session-tokens.ts';
import { LiveMeetings } from './captions/live-meetings.ts';
import { ClusteredMeetings } from './cluster/clustered-meetings.ts';
import { type Cluster, createCluster } from './cluster/create-cluster.ts';
import { connectNode } from './cluster/node-connection.ts';
import type { Config } from './config/config.ts';
import { fixedSecurityHeaders } from './http/answers/security-headers.ts';
import { createMeetingDoor } from './http/auth/meeting-door.ts';
import { createHttpServer } from './http/http-server.ts';
import { addressKey } from './http/limits/address-key.ts';
import { guardBody } from './http/limits/request-body.ts';
import { loadBuiltPages, type Pages } from './http/pages/pages.ts';
import type { Logger } from './logger.ts';
import { EventLoopWatchdog } from './observability/event-loop-watchdog.ts';
import { createMetrics, type Metrics } from './observability/metrics.ts';
import { createShareLinks } from './record/shares/share-links.ts';
import { openTranscript } from './record/transcript/open-transcript.ts';
import { CaptionBroadcast } from './relay/caption-broadcast.ts';
import { createPanelIo } from './relay/panel-io.ts';
import { PanelServer } from './relay/panel-server.ts';
import { ServerEvents } from './server-events.ts';
import { loadSecrets, sealingKeys } from './server-secrets.ts';
import { openStorage, type Storage } from './storage/storage.ts';
import { createTranslation, type TranslationService } from './translation/create-translation.ts';
import { costsMoney } from './translation/metering/costs-money.ts';
import { createStreamControl } from './zoom/api/stream-control.ts';
import { createZoomApi } from './zoom/api/zoom-api.ts';
import { createAutoStart } from './zoom/auto-start.ts';
import { BackgroundRequests } from './zoom/background-requests.ts';
import { createGrants } from './zoom/oauth/grants.ts';
import { createZoomOAuth } from './zoom/oauth/zoom-oauth.ts';
import { RtmsStreams } from './zoom/rtms/streams.ts';
import { createStreamRestart } from './zoom/stream-restart.ts';
import { createWebhookActions } from './zoom/webhooks/webhook-actions.ts';
import { WebhookInbox } from './zoom/webhooks/webhook-inbox.ts';

export interface ContextOptions {
  readonly logger: Logger;
  /** Serves the pages from their sources, through Vite. */
  readonly development?: boolean;
  /** Parts that stand in for those the configuration would build. */
  readonly overrides?: { readonly translation?: TranslationService };
}

export type Context = Awaited<ReturnType<typeof createContext>>;

export async function createContext(config: Config, options: ContextOptions) {
  const { logger } = options;
  const watchdog = new EventLoopWatchdog({ logger });
  const events = new ServerEvents({ logger });
  const metrics = createMetrics();
  const secrets = await loadSecrets(config, logger);
  const connection = config.redis === undefined ? undefined : await connectNode(config.redis, logger);
  const storage = await openStorage({
    ...config,
    logger,
    events,
    ...(connection === undefined ? {} : { held: connection.held }),
  });
  const cluster = connection === undefined ? undefined : createCluster(connection, { ...storage, logger });
  const tokens = createSessionTokens({ secrets, ended: storage.sessions });
  const translation =
    options.overrides?.translation ??
    (await createTranslation(config.translation, {
      sourceLanguage: config.sourceLanguage,
      meterStore: storage.meters,
      measures: metrics.engines,
      owned: connection?.held,
      events,
      logger,
    }));
  const captions = captionParts(config, { storage, cluster, translation, metrics, watchdog, logger });
  const readers = await readerParts(config, {
    ...captions,
    storage,
    translation,
    tokens,
    watchdog,
    logger,
    development: options.development ?? false,
  });
  const zoom = zoomParts(config, { ...captions, storage, cluster, secrets, events, logger });
  return {
    config,
    logger,
    watchdog,
    events,
    metrics,
    storage,
    cluster,
    tokens,
    translation,
    ...captions,
    ...readers,
    ...zoom,
  };
}

interface Shared {
  readonly storage: Storage;
  readonly logger: Logger;
}

interface Watched {
  readonly translation: TranslationService;
  readonly watchdog: EventLoopWatchdog;
}

interface Clustered {
  readonly cluster: Cluster | undefined;
}

function captionParts(config: Config, parts: Shared & Clustered & Watched & { readonly metrics: Metrics }) {
  const { storage, cluster, translation, metrics, watchdog, logger } = parts;
  const io = createPanelIo(config.socketTransports, cluster?.adapter);
  const broadcast = new CaptionBroadcast({
    io,
    budget: translation.meters,
    elsewhere: cluster?.rooms,
    logger,
  });
  const transcript = openTranscript(config, storage.copiedLines, logger);
  const meetings = new LiveMeetings({
    store: storage.captions,
    translator: translation,
    outlet: broadcast,
    measures: metrics.captions,
    maxLanguages: config.maxLanguagesPerMeeting,
    ...(transcript === undefined ? {} : { copy: transcript }),
    glossaries: storage.glossaries,
    running: watchdog.running,
    ...(cluster === undefined ? {} : { ownership: cluster.speech }),
    logger,
    now: Date.now,
  });
  const { maxLanguagesPerMeeting: maxLanguages } = config;
  const readable =
    cluster === undefined
      ? meetings
      : new ClusteredMeetings({ ...cluster, live: meetings, store: storage.captions, maxLanguages });
  return { io, broadcast, transcript, meetings, readable };
}

async function readerParts(
  config: Config,
  parts: Shared &
    Watched &
    ReturnType<typeof captionParts> & {
      readonly tokens: ReturnType<typeof createSessionTokens>;
      readonly development: boolean;
    },
) {
  const { storage, translation, tokens, watchdog, io, broadcast, readable, logger } = parts;
  const headers = fixedSecurityHeaders({ publicUrl: config.publicUrl });
  const http = createHttpServer(headers);
  const pages = await loadPages(http, config.targetLanguage, parts.development);
  const { meetings: directory, streams, shares } = storage;
  const forgetsMeetings = config.retentionHours === 0;
  const door = createMeetingDoor({ directory, streams, shares, budget: translation.meters, forgetsMeetings });
  const links = createShareLinks({ store: storage.shares, publicUrl: config.publicUrl });
  const panels = new PanelServer({
    io,
    broadcast,
    meetings: readable,
    store: storage.captions,
    tokens,
    door,
    directory,
    budget: translation.meters,
    translator: translation,
    publicUrl: config.publicUrl,
    maxSocketsPerMeeting: config.maxSocketsPerMeeting,
    maxLanguagesPerMeeting: config.maxLanguagesPerMeeting,
    trustProxy: config.trustProxy,
    headers,
    guardRequest: guardBody,
    addressKey,
    takeCatchUp: links.takeCatchUp,
    costsMoney: costsMoney(translation),
    running: watchdog.running,
    logger,
  });
  return { http, pages, door, links, panels };
}

function zoomParts(
  config: Config,
  parts: Shared &
    Clustered &
    ReturnType<typeof captionParts> & { readonly secrets: readonly string[]; readonly events: ServerEvents },
) {
  const { storage, cluster, meetings, secrets, events, logger } = parts;
  const { clientId, clientSecret, apiUrl } = config.zoom;
  const directory = storage.meetings;
  const streams = new RtmsStreams({
    clientId,
    clientSecret,
    ...config.rtms,
    sourceLanguage: config.sourceLanguage,
    store: storage.streams,
    captions: meetings,
    logger,
  });
  const oauth = createZoomOAuth(config.zoom);
  const oauthKeys = sealingKeys(secrets, 'oauth attempt');
  const api = createZoomApi({ apiUrl, clientId });
  const grantKeys = sealingKeys(secrets, 'oauth grant');
  const grants = createGrants({ store: storage.grants, oauth, keys: grantKeys, logger });
  const streamControl = createStreamControl({ directory, grants, api, logger });
  const starts = { directory, captures: streams, streamControl, logger };
  const restart = createStreamRestart({ ...starts, streams: storage.streams });
  const autoStart = createAutoStart({ ...starts, when: config.autoStart });
  const inbox = new WebhookInbox({
    store: storage.webhooks,
    act: createWebhookActions({
      directory,
      streams,
      announce: events,
      ...(cluster === undefined ? {} : { ownership: cluster.ownership }),
      logger,
    }),
    logger,
  });
  const backgroundRequests = new BackgroundRequests({ logger });
  return {
    streams,
    oauth,
    oauthKeys,
    api,
    grants,
    streamControl,
    restart,
    autoStart,
    inbox,
    backgroundRequests,
  };
}

async function loadPages(server: Server, targetLanguage: string, development: boolean): Promise<Pages> {
  if (!development) return loadBuiltPages({ targetLanguage });
  // Only while developing: a production installation has no Vite.
  const { serveSourcePages } = await import('./http/pages/development-pages.ts');
  return serveSourcePages({ server, targetLanguage });
}
