import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Router } from 'express';
import { createSessionTokens } from '../../server/access/session-tokens.ts';
import { createHttpApp, type HttpAppOptions } from '../../server/http/app.ts';
import { createMeetingDoor } from '../../server/http/auth/meeting-door.ts';
import { createSessionReader } from '../../server/http/auth/require-session.ts';
import { createSessionCookie } from '../../server/http/auth/session-cookie.ts';
import { ALL_REQUESTS, COSTLY_REQUESTS, limitRequests } from '../../server/http/limits/request-limits.ts';
import { linkProblem } from '../../server/http/links/link-problems.ts';
import { loadBuiltPages } from '../../server/http/pages/pages.ts';
import { createDeletionRoutes } from '../../server/http/routes/record/deletion-routes.ts';
import { createLogger } from '../../server/logger.ts';
import type { TranscriptLine } from '../../server/record/transcript/transcript-line.ts';
import { WebhookInbox } from '../../server/zoom/webhooks/webhook-inbox.ts';
import type { ZoomEvent } from '../../server/zoom/webhooks/zoom-event.ts';
import type { Preferences } from '../../shared/panel-protocol.ts';
import { sealContext } from '../zoom-simulator/client/sealed-context.ts';
import { MemoryEndedSessions } from './ended-sessions.ts';
import { InMemoryDirectory, InMemoryStreams, InMemoryWebhooks } from './in-memory-zoom.ts';

const clientId = 'client-id-of-the-stage';
export const clientSecret = 'client-secret-of-the-stage';
export const secretToken = 'secret-token-of-the-stage';
export const publicUrl = 'https://captions.example';
export const stageSecrets = ['a secret of the stage, long enough for anyone'] as const;

type Claims = Parameters<typeof sealContext>[0];

/** A listening server on a free port of this machine. */
export async function listen(handler: RequestListener) {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    server,
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The whole HTTP side over stores in memory, with pages of one line. */
export async function startHttpStage(overrides: Partial<HttpAppOptions> = {}) {
  const directory = new InMemoryDirectory();
  const streams = new InMemoryStreams();
  const webhooks = new InMemoryWebhooks();
  const acted: ZoomEvent[] = [];
  const preferences = new Map<string, Preferences>();
  const deleted: string[] = [];
  const transcripts = new Map<string, readonly TranscriptLine[]>();
  const log: string[] = [];
  const logger = createLogger('debug', { write: (line: string) => void log.push(line) });
  const tokens = createSessionTokens({
    secrets: stageSecrets,
    ended: new MemoryEndedSessions(),
  });
  const cookie = createSessionCookie({ publicUrl });
  const inbox = new WebhookInbox({
    store: webhooks,
    logger,
    act: async (event) => {
      acted.push(event);
    },
  });
  const pagesDirectory = await builtPages();
  const sessions = createSessionReader({ tokens, cookie, publicUrl });
  const app = createHttpApp({
    publicUrl,
    panelFrameAncestors: ['https://zoom.us', 'https://*.zoom.us'],
    trustProxy: 0,
    targetLanguage: 'es',
    webhookSecretToken: secretToken,
    contextKeys: { clientId, clientSecret },
    pages: await loadBuiltPages({ directory: pagesDirectory, targetLanguage: 'es' }),
    health: {
      ready: async () => true,
      metrics: { text: async () => 'captions_viewers 3\n' },
      metricsToken: 'metrics-token',
    },
    inbox,
    tokens,
    cookie,
    sessions: limitRequests(sessions, ALL_REQUESTS),
    costlySessions: limitRequests(sessions, COSTLY_REQUESTS),
    directory,
    streams,
    door: createMeetingDoor({ directory, streams }),
    notices: {
      of: async ({ expiresAt }) => ({ engines: [], asked: [], kept: { hours: 24, until: expiresAt } }),
    },
    openLink: async () => {
      throw linkProblem('share-unknown');
    },
    catalog: {
      languages: () => [
        { tag: 'es', name: 'Spanish', nativeName: 'español', dir: 'ltr', engines: ['phrasebook'] },
      ],
    },
    transcripts: { settledLines: async (id, language) => transcripts.get(`${id} ${language}`) ?? [] },
    preferences: {
      find: async (uid) => preferences.get(uid),
      save: async (uid, chosen) => void preferences.set(uid, chosen),
    },
    events: { announce: () => undefined },
    glossaryRoutes: Router(),
    extraRouters: [
      createDeletionRoutes({
        sessions,
        cookie,
        door: createMeetingDoor({ directory, streams }),
        deletion: { deleteFor: async () => undefined, receiptFor: async () => undefined },
        events: { emit: async (_name, { uid }) => void deleted.push(uid) },
      }),
    ],
    logger,
    ...overrides,
  });
  const listening = await listen(app);
  const call = (path: string, init: RequestInit = {}) =>
    fetch(`${listening.url}${path}`, { redirect: 'manual', ...init });
  const withJson = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
    call(path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  return {
    url: listening.url,
    directory,
    streams,
    webhooks,
    inbox,
    acted,
    preferences,
    deleted,
    transcripts,
    log,
    tokens,
    sessions,
    cookieName: cookie.name,
    call,
    withJson,
    /** As the panel does with what Zoom gave it. */
    enter: (claims: Partial<Claims>, headers: Record<string, string> = {}) =>
      withJson('POST', '/api/session', { context: seal(claims) }, headers),
    async bearer(claims: Partial<Claims>) {
      const answer = await withJson('POST', '/api/session', { context: seal(claims) });
      return { authorization: `Bearer ${(await answer.json()).token}` };
    },
    /** A browser signed in at `/home`, on a page of this server. */
    async signedIn(uid: string) {
      const { token } = await tokens.issueHome(uid);
      return { cookie: `${cookie.name}=${token}`, origin: publicUrl };
    },
    async [Symbol.asyncDispose]() {
      await listening[Symbol.asyncDispose]();
      await inbox[Symbol.asyncDispose]();
      await rm(pagesDirectory, { recursive: true });
    },
  };
}

/** A context as Zoom seals it for somebody in the meeting `uuid==`. */
export function seal(claims: Partial<Claims>, secret = clientSecret): string {
  const now = Date.now();
  const usual: Claims = {
    typ: 'meeting',
    mid: 'uuid==',
    iss: 'marketplace.zoom.us',
    aud: clientId,
    ts: now,
    exp: now + 116_000,
  };
  return sealContext({ ...usual, ...claims }, secret);
}

/** What `vite build` leaves, in small. */
async function builtPages(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'pages-'));
  await mkdir(join(directory, 'assets'));
  await writeFile(join(directory, 'panel.html'), '<!doctype html><title>Panel</title>');
  await writeFile(join(directory, 'admin.html'), '<!doctype html><title>Admin</title>');
  await writeFile(
    join(directory, 'home.html'),
    '<!doctype html><title>Home</title><meta name="target-language" content="__TARGET_LANGUAGE__">',
  );
  await writeFile(
    join(directory, 'view.html'),
    '<!doctype html><html data-view="__VIEW__"><title>View</title>',
  );
  await writeFile(join(directory, 'assets', 'panel-abc123.js'), 'export {};');
  return directory;
}
