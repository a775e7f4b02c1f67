/** A stage with several nodes of one installation: PostgreSQL, Redis, the simulated Zoom, an engine, and panels at any node. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { CaptionServer } from '../../server/caption-server.ts';
import { loadConfig } from '../../server/config/config.ts';
import { createLogger } from '../../server/logger.ts';
import { ZoomSimulator } from '../zoom-simulator/zoom-simulator.ts';
import { databaseKinds } from './databases.ts';
import { type FakeLibre, startFakeLibre } from './fake-engines/fake-libre.ts';
import { clearPrefix, ownPrefix, redisUrl, whyRedisIsMissing } from './redis.ts';
import { TestPanel } from './test-panel.ts';

const postgres = (await databaseKinds()).find(({ name }) => name.startsWith('PostgreSQL'));

/** Why stories with several nodes cannot be told on this machine. */
export const whyNoNodes = postgres?.missing ?? (await whyRedisIsMissing());
export const nodeTags = ['postgresql', 'redis'];

/** Zoom's periods are ten times as short. */
const TIME_SCALE = 10;

export interface StageOptions {
  readonly nodes?: number;
  /** By node: instead of the services themselves, such as a proxy that can be cut. */
  readonly redisUrls?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface StagedNode {
  readonly url: string;
  readonly log: string[];
  /** SIGTERM's way: hands everything over, then ends. */
  drain(): Promise<void>;
}

export class SeveralNodes implements AsyncDisposable {
  readonly zoom: ZoomSimulator;
  readonly engine: FakeLibre;
  readonly nodes: StagedNode[] = [];
  readonly #panels: TestPanel[] = [];
  readonly #environment: (index: number) => Record<string, string>;
  readonly #cleanUp: (() => Promise<void>)[];

  static async start({ nodes = 2, redisUrls = [], env = {} }: StageOptions = {}): Promise<SeveralNodes> {
    if (postgres === undefined) throw new Error('PostgreSQL is not among the databases of the tests.');
    const zoom = await ZoomSimulator.start({ timeScale: TIME_SCALE });
    const engine = await startFakeLibre();
    const database = await postgres.create();
    const prefix = ownPrefix();
    const directory = await mkdtemp(join(tmpdir(), 'nodes-'));
    const environment = (index: number) => ({
      ...zoom.environment,
      PORT: '0',
      HOST: '127.0.0.1',
      REDIRECT_URI: 'http://127.0.0.1:3000/callback',
      TRANSLATE_ENGINES: 'libre',
      LIBRE_URL: engine.url,
      DATABASE_URL: database.url,
      REDIS_URL: redisUrls[index] ?? redisUrl,
      REDIS_PREFIX: prefix,
      SESSION_SECRET: 'a secret of the tests that nobody guesses',
      LOG_LEVEL: 'debug',
      ...env,
    });
    const stage = new SeveralNodes(zoom, engine, environment, [
      () => zoom[Symbol.asyncDispose](),
      async () => {
        await engine[Symbol.asyncDispose]();
      },
      () => clearPrefix(prefix),
      async () => {
        await database[Symbol.asyncDispose]();
      },
      () => rm(directory, { recursive: true, force: true }),
    ]);
    for (let index = 0; index < nodes; index += 1) await stage.addNode();
    return stage;
  }

  private constructor(
    zoom: ZoomSimulator,
    engine: FakeLibre,
    environment: (index: number) => Record<string, string>,
    cleanUp: (() => Promise<void>)[],
  ) {
    this.zoom = zoom;
    this.engine = engine;
    this.#environment = environment;
    this.#cleanUp = cleanUp;
  }

  /** Starts another node. Zoom's webhooks go to the first one. */
  async addNode(): Promise<StagedNode> {
    const log: string[] = [];
    const sink = new Writable({
      write: (chunk, _encoding, done) => {
        log.push(String(chunk));
        done();
      },
    });
    const config = loadConfig(this.#environment(this.nodes.length), '/nowhere');
    const server = await CaptionServer.create(config, { logger: createLogger('debug', sink) });
    const { url } = await server.start();
    let isEnded = false;
    const node = {
      url,
      log,
      drain: async () => {
        if (!isEnded) await server[Symbol.asyncDispose]();
        isEnded = true;
      },
    };
    this.nodes.push(node);
    if (this.nodes.length === 1) this.webhooksTo(node);
    return node;
  }

  /** Where the load balancer sends Zoom's webhooks from now on. */
  webhooksTo(node: StagedNode): void {
    this.zoom.installWebhook(`${node.url}/webhook`);
  }

  /** A panel whose session and socket are at this node. */
  async openPanel(
    node: StagedNode,
    options: { meetingUuid: string; uid?: string; role?: string },
  ): Promise<TestPanel> {
    const { clientId, clientSecret } = this.zoom;
    const panel = await TestPanel.open({ url: () => node.url, clientId, clientSecret, ...options });
    this.#panels.push(panel);
    return panel;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const panel of this.#panels) panel.close();
    await Promise.all(this.nodes.map((node) => node.drain()));
    for (const clean of this.#cleanUp) await clean();
  }
}
