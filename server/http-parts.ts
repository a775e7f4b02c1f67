/** The parts of the context that the routes use. */
import type { OperatorReport } from '../shared/reports/operator-report.ts';
import { knownNodes } from './cluster/redis/known-nodes.ts';
import type { Context } from './context.ts';
import type { HttpAppOptions } from './http/app.ts';
import { createAccountRoute } from './http/auth/account-route.ts';
import { createInClientOAuthRoutes } from './http/auth/in-client-oauth-routes.ts';
import { createOAuthRoutes } from './http/auth/oauth-routes.ts';
import { createSessionReader } from './http/auth/require-session.ts';
import { createSessionCookie } from './http/auth/session-cookie.ts';
import {
  ALL_REQUESTS,
  COSTLY_REQUESTS,
  limitRequests,
  SEARCH_REQUESTS,
} from './http/limits/request-limits.ts';
import { createLinkSessions } from './http/links/link-sessions.ts';
import { createReaderLinks } from './http/links/reader-link.ts';
import { createCaptionRoutes } from './http/routes/caption-routes.ts';
import { createGlossaryRoutes } from './http/routes/glossary-routes.ts';
import { createMeterOf, createMeterRoutes } from './http/routes/meter-routes.ts';
import { createAdminRoutes } from './http/routes/operator/admin-routes.ts';
import { createDeletionRoutes } from './http/routes/record/deletion-routes.ts';
import { createExportRoutes } from './http/routes/record/export-routes.ts';
import { createMarkRoutes } from './http/routes/record/mark-routes.ts';
import { createMeetingSummaries } from './http/routes/record/search/meeting-summaries.ts';
import { createRecordSearch } from './http/routes/record/search/record-search.ts';
import { createSearchRoutes } from './http/routes/record/search/search-routes.ts';
import { createSettingsRoutes } from './http/routes/record/settings-routes.ts';
import { createShareRoutes } from './http/routes/record/share-routes.ts';
import { createStreamRoutes } from './http/routes/stream-routes.ts';
import { appVersion } from './observability/app-version.ts';
import { operatorReport } from './observability/operator-report.ts';
import { LineMarks } from './record/line-marks.ts';
import { createNotices } from './record/notices.ts';
import { MarkNews } from './relay/hosts/mark-news.ts';
import { viewersByLanguage } from './relay/hosts/viewer-counts.ts';
import { createReaderCounts } from './relay/links/reader-counts.ts';
import { createLanguageNames } from './translation/languages/language-names.ts';
import { createInClientOAuth } from './zoom/oauth/in-client-oauth.ts';
import { createOAuthAttempts } from './zoom/oauth/oauth-state.ts';

export function httpParts(context: Context, isServing: () => boolean): HttpAppOptions {
  const { config, logger, events, storage, translation, tokens, door, oauth, oauthKeys, api, grants } =
    context;
  const { publicUrl, zoom } = config;
  const { links } = context;
  const { shares } = storage;
  context.metrics.observe(context);
  const cookie = createSessionCookie({ publicUrl });
  const linkOf = createReaderLinks(storage.shares);
  const everyone = createSessionReader({ tokens, cookie, publicUrl, linkOf });
  const sessionReader = limitRequests(everyone, ALL_REQUESTS);
  const costly = limitRequests(everyone, COSTLY_REQUESTS);
  const metered = new Set(translation.describe().flatMap((row) => (row.metered ? [row.engine] : [])));
  const prices = Object.entries(config.translation.prices).flatMap(([engine, price]) =>
    metered.has(engine) ? [price] : [],
  );
  const marks = new LineMarks({ store: storage.marks, captions: storage.captions, now: Date.now });
  const markNews = new MarkNews({
    io: context.io,
    hasOtherNodes: context.cluster !== undefined,
    marks,
    logger,
  });
  context.http.once('close', () => markNews[Symbol.dispose]());
  const meterOf = createMeterOf(translation.meters, prices);
  return {
    publicUrl,
    panelFrameAncestors: config.panelFrameAncestors,
    trustProxy: config.trustProxy,
    targetLanguage: config.targetLanguage,
    webhookSecretToken: zoom.secretToken,
    contextKeys: zoom,
    pages: context.pages,
    health: {
      ready: async () => {
        if (isServing()) await Promise.all([storage.ping(), context.cluster?.redis.ping()]);
        return isServing();
      },
      metrics: context.metrics,
      metricsToken: config.metricsToken,
    },
    inbox: context.inbox,
    tokens,
    cookie,
    sessions: sessionReader,
    costlySessions: costly,
    directory: storage.meetings,
    streams: storage.streams,
    door,
    notices: createNotices({
      translation,
      meters: translation.meters,
      retentionHours: config.retentionHours,
      hasTextFile: config.transcriptFile !== undefined,
    }),
    openLink: createLinkSessions({ links, shares, directory: storage.meetings }),
    catalog: translation,
    transcripts: storage.transcripts,
    preferences: storage.preferences,
    events,
    glossaryRoutes: createGlossaryRoutes({
      sessions: costly,
      door,
      glossaries: storage.glossaries,
      languageNamed: createLanguageNames(),
      events,
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
        events,
        logger,
      }),
      createAccountRoute({ sessions: costly, grants, api }),
      createStreamRoutes({ sessions: costly, door, streamControl: context.streamControl }),
      createMeterRoutes({ sessions: sessionReader, door, meterOf }),
      createSettingsRoutes({
        sessions: sessionReader,
        door,
        meterOf,
        budgets: translation.meters,
        records: storage.recordSettings,
        deletion: storage.retention,
        events,
      }),
      createDeletionRoutes({ sessions: costly, cookie, door, deletion: storage.retention, events }),
      createShareRoutes({
        sessions: sessionReader,
        door,
        links,
        shares,
        readers: createReaderCounts(context.io, context.cluster !== undefined),
        events,
      }),
      createCaptionRoutes({
        sessions: sessionReader,
        door,
        captions: context.readable,
        translator: translation,
        corrected: async (meetingId, lineId, correction) => {
          await marks.corrected(meetingId, lineId, correction);
          markNews.changed(meetingId);
        },
      }),
      createMarkRoutes({
        sessions: sessionReader,
        door,
        marks,
        translator: translation,
        news: markNews,
      }),
      createAdminRoutes({ metricsToken: config.metricsToken, report: reportOf(context) }),
      createExportRoutes({
        publicUrl,
        sessions: sessionReader,
        tokens,
        door,
        transcripts: storage.transcripts,
        captions: context.readable,
        languagesOf: storage.captions,
        translator: translation,
        tickets: storage.exportTickets,
        targetLanguage: config.targetLanguage,
        running: context.watchdog.running,
        logger,
      }),
      createSearchRoutes({
        sessions: limitRequests(everyone, SEARCH_REQUESTS),
        search: createRecordSearch({
          door,
          directory: storage.meetings,
          summaries: createMeetingSummaries({ door, pages: storage.meetings }),
          store: storage.search,
        }),
      }),
      createInClientOAuthRoutes({
        sessions: costly,
        inClientOAuth: createInClientOAuth({ oauth, api, grants, keys: oauthKeys }),
      }),
    ],
    logger,
  };
}

/** What `/admin` shows of this node and of what all share. */
function reportOf(context: Context): () => Promise<OperatorReport> {
  const { config, cluster, metrics } = context;
  const version = appVersion();
  return async () =>
    operatorReport({
      ...context,
      registry: metrics.registry,
      prices: config.translation.prices,
      viewersByLanguage: () => viewersByLanguage(context.io),
      retention: { hours: config.retentionHours, maxHours: config.retentionMaxHours },
      appVersion: await version,
      cluster:
        cluster === undefined ? undefined : { nodeId: cluster.nodeId, nodes: () => knownNodes(cluster) },
      now: Date.now,
    });
}
