/** The server's life: built from the configuration, started, drained, stopped. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MeetingNode } from './cluster/meeting-node.ts';
import type { Config } from './config/config.ts';
import { type Context, type ContextOptions, createContext } from './context.ts';
import { createHttpApp } from './http/app.ts';
import { requestLabel } from './http/request-label.ts';
import { httpParts } from './http-parts.ts';
import { catchUpWithNodes, react, sharedReactions } from './reactions.ts';
import type { EngineDescription } from './translation/create-translation.ts';

export class CaptionServer implements AsyncDisposable {
  readonly #context: Context;
  /** Among several nodes. */
  readonly #node: MeetingNode | undefined;
  #isDraining = false;
  #waitsFor = 'nothing';

  /** Builds the server without listening. */
  static async create(config: Config, options: ContextOptions): Promise<CaptionServer> {
    const context = await createContext(config, options);
    const shared = sharedReactions(context);
    const node = nodeOf(context, shared);
    react(context, async (event) => {
      await shared(event);
      node?.share(event);
    });
    context.cluster?.redis.onBack(() => context.backgroundRequests.add(() => catchUpWithNodes(context)));
    return new CaptionServer(context, node);
  }

  private constructor(context: Context, node: MeetingNode | undefined) {
    this.#context = context;
    this.#node = node;
    const { http, panels, watchdog } = context;
    const app = createHttpApp(httpParts(context, () => !this.#isDraining));
    http.on('request', (request, response) => {
      const answered = new Promise<void>((resolve) => response.once('close', resolve));
      watchdog.running(requestLabel(request), () => {
        app(request, response);
        return answered;
      });
    });
    panels.listen(http);
  }

  /** Listens, then acts on pending webhooks and resumes open streams. */
  async start(): Promise<{ url: string }> {
    const { config, http, inbox, storage, streams, backgroundRequests, translation } = this.#context;
    this.#context.watchdog.start();
    await listen(http, config.port, config.host);
    for (const engine of translation.describe()) this.#context.logger.info(engine, 'translation engine');
    if (config.targetLanguage !== 'auto') translation.prepare(config.targetLanguage);
    storage.retention.start();
    storage.searchIndexer.start();
    await inbox.actOnPending();
    // A crash has interrupted the deletion of what is theirs.
    for (const uid of await storage.people.unfinished())
      this.#context.events.announce('deletion-requested', { uid });
    // With several nodes, the streams of meetings that nobody owns.
    if (this.#node === undefined) await streams.resume();
    else await this.#node.start();
    backgroundRequests.begin();
    return { url: urlOf(http, config.host) };
  }

  /** What translates what, and where speech goes. */
  describeTranslation(): readonly EngineDescription[] {
    return this.#context.translation.describe();
  }

  /** Makes `/readyz` answer 503 before the stop; nothing else changes. */
  drain(): void {
    this.#isDraining = true;
  }

  /** For the log: what the stop waits for now, and the meetings that are not stored to their end. */
  get unfinished(): { readonly waitsFor: string; readonly meetings: number } {
    return { waitsFor: this.#waitsFor, meetings: this.#context.meetings.count };
  }

  /** Closes the panels and stores work in progress. No stream is ended at Zoom, because a restart resumes it. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.drain();
    const { http, panels, streams, inbox, backgroundRequests, meetings } = this.#context;
    const { translation, transcript, storage, cluster, pages, watchdog } = this.#context;
    this.#waitsFor = 'meetings of this node';
    // First, while panels still read here: another node captures the meetings after a few round trips.
    await this.#node?.handOver();
    this.#waitsFor = 'panels and requests';
    // Together: Socket.IO waits for the server, and the server for browsers that keep a connection open.
    await Promise.all([panels[Symbol.asyncDispose](), close(http)]);
    this.#waitsFor = 'webhooks and streams';
    // Together: a webhook may wait for a stream whose end cannot be stored, and that ends with the streams.
    await Promise.all([inbox, streams, backgroundRequests].map((part) => part[Symbol.asyncDispose]()));
    this.#waitsFor = 'captions';
    await meetings[Symbol.asyncDispose]();
    cluster?.speech[Symbol.dispose]();
    await transcript?.[Symbol.asyncDispose]();
    await translation[Symbol.asyncDispose]();
    await pages[Symbol.asyncDispose]();
    cluster?.leases[Symbol.dispose]();
    this.#waitsFor = 'the database';
    await storage[Symbol.asyncDispose]();
    await cluster?.[Symbol.asyncDispose]();
    watchdog[Symbol.dispose]();
  }
}

/** `undefined`: this process is the only node. */
function nodeOf(context: Context, shared: ReturnType<typeof sharedReactions>): MeetingNode | undefined {
  const { cluster, meetings: live, streams, storage, inbox, logger } = context;
  if (cluster === undefined) return undefined;
  return new MeetingNode({ ...cluster, live, streams, store: storage.streams, inbox, react: shared, logger });
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
  // 0.0.0.0 is an address to listen on, not to connect to.
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

function isAddress(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
