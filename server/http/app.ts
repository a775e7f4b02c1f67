import express, { type Express, type Router } from 'express';
import { routes } from '../../shared/routes.ts';
import type { SessionTokens } from '../access/session-tokens.ts';
import type { Logger } from '../logger.ts';
import type { Notices } from '../record/notices.ts';
import type { AppContextKeys } from '../zoom/app-context.ts';
import type { MeetingDirectory, MeetingPages } from '../zoom/meeting-directory.ts';
import type { StreamStore } from '../zoom/rtms/stream-store.ts';
import type { WebhookInbox } from '../zoom/webhooks/webhook-inbox.ts';
import { createErrorHandler, nothingHere } from './answers/error-handler.ts';
import { createRequestIds } from './answers/request-id.ts';
import { createSecurityHeaders } from './answers/security-headers.ts';
import { createContextMeetings } from './auth/context-meetings.ts';
import type { MeetingDoor } from './auth/meeting-door.ts';
import type { SessionReader } from './auth/require-session.ts';
import type { SessionCookie } from './auth/session-cookie.ts';
import { createSessionRoute } from './auth/session-route.ts';
import { createFailureLimit } from './limits/rate-limits.ts';
import { guardBody, jsonBody } from './limits/request-body.ts';
import type { OpenLinkSession } from './links/link-sessions.ts';
import { createPageStyleRoute } from './pages/page-style.ts';
import type { Pages } from './pages/pages.ts';
import type { LanguageCatalog, MeetingEvents, PreferenceStore, TranscriptReader } from './ports.ts';
import { createHealthRoutes, type HealthRoutesOptions } from './routes/health-routes.ts';
import { createLanguageRoutes } from './routes/language-routes.ts';
import { createMeetingRoutes } from './routes/meeting-routes.ts';
import { createPreferenceRoutes } from './routes/preference-routes.ts';
import { createSampleTextRoute } from './routes/sample-text-route.ts';
import { createWebhookRoute } from './routes/webhook-route.ts';

export interface HttpAppOptions {
  readonly publicUrl: string;
  readonly panelFrameAncestors: readonly string[];
  /** How many proxies stand before us. */
  readonly trustProxy: number;
  readonly targetLanguage: string;
  readonly webhookSecretToken: string;
  readonly contextKeys: AppContextKeys;
  readonly pages: Pages;
  readonly health: HealthRoutesOptions;
  readonly inbox: WebhookInbox;
  readonly tokens: SessionTokens;
  readonly cookie: SessionCookie;
  readonly sessions: SessionReader;
  /** For routes that read much: fewer requests a minute. */
  readonly costlySessions: SessionReader;
  readonly directory: MeetingDirectory & MeetingPages;
  readonly streams: Pick<StreamStore, 'open' | 'ofMeetings'>;
  readonly door: MeetingDoor;
  readonly notices: Notices;
  /** Lets readers in by a share link. */
  readonly openLink: OpenLinkSession;
  /** The panels of this meeting belong to another one. */
  readonly catalog: LanguageCatalog;
  readonly transcripts: TranscriptReader;
  readonly preferences: PreferenceStore;
  readonly events: MeetingEvents;
  /** With a parser of their own: glossaries are larger than any other body. */
  readonly glossaryRoutes: Router;
  /** OAuth and stream routes; JSON bodies under `/api` are parsed for them. */
  readonly extraRouters: readonly Router[];
  readonly logger: Logger;
}

/** The order of middleware and routes, nothing else. */
export function createHttpApp(options: HttpAppOptions): Express {
  const { publicUrl, panelFrameAncestors, pages, logger, sessions, tokens, directory, door } = options;
  const { catalog, preferences, events, transcripts, targetLanguage } = options;
  const meetings = createContextMeetings({ directory, streams: options.streams, events, logger });

  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', options.trustProxy);
  app.use(createRequestIds({ trustProxy: options.trustProxy }));
  app.use(createSecurityHeaders({ publicUrl, panelFrameAncestors, development: pages.development }));
  app.use(guardBody);

  app.use(createWebhookRoute({ secretToken: options.webhookSecretToken, inbox: options.inbox, logger }));

  app.use(options.glossaryRoutes);
  app.use('/api', jsonBody);
  app.use(createHealthRoutes(options.health));
  const { contextKeys: keys, openLink, notices } = options;
  app.use(createSessionRoute({ keys, tokens, sessions, meetings, door, openLink, notices }));
  app.use(createLanguageRoutes({ catalog }));
  app.use(createPreferenceRoutes({ sessions, preferences }));
  app.use(createMeetingRoutes({ sessions, directory, door }));
  app.use(
    createSampleTextRoute({ sessions: options.costlySessions, directory, door, transcripts, targetLanguage }),
  );
  for (const router of options.extraRouters) app.use(router);

  app.get('/', (_request, response) => response.redirect(routes.home));
  // Its page would ask for a token that is none.
  if (options.health.metricsToken === undefined) app.get(routes.admin, nothingHere);
  // Last, because while developing Vite answers whatever is left.
  app.use(createPageStyleRoute());
  app.use(pages.router);

  app.use(nothingHere);
  app.use([routes.metrics, '/api'], createFailureLimit());
  app.use(createErrorHandler(logger));
  return app;
}
