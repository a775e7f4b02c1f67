/** A stage with several nodes of one installation in this process, and panels at any node. */
import { Writable } from 'node:stream';
import { CaptionServer } from '../../server/caption-server.ts';
import { loadConfig } from '../../server/config/config.ts';
import { createLogger } from '../../server/logger.ts';
import type { ZoomSimulator } from '../zoom-simulator/zoom-simulator.ts';
import { databaseKinds } from './databases.ts';
import type { FakeLibre } from './fake-engines/fake-libre.ts';
import { HomeBrowser } from './home-browser.ts';
import { Installation, type PanelWish } from './installation.ts';
import { whyRedisIsMissing } from './redis.ts';
import type { TestPanel } from './test-panel.ts';

const postgres = (await databaseKinds()).find(({ name }) => name.startsWith('PostgreSQL'));

/** Why stories with several nodes cannot be told on this machine. */
export const whyNoNodes = postgres?.missing ?? (await whyRedisIsMissing());
export const nodeTags = ['postgresql', 'redis'];

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
  readonly #installation: Installation;
  readonly #options: StageOptions;

  static async start(options: StageOptions = {}): Promise<SeveralNodes> {
    const stage = new SeveralNodes(await Installation.start(), options);
    for (let index = 0; index < (options.nodes ?? 2); index += 1) await stage.addNode();
    return stage;
  }

  private constructor(installation: Installation, options: StageOptions) {
    this.zoom = installation.zoom;
    this.engine = installation.engine;
    this.#installation = installation;
    this.#options = options;
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
    const { environment } = this.#installation;
    const { redisUrls = [], env = {} } = this.#options;
    const config = loadConfig(
      {
        ...environment,
        REDIS_URL: redisUrls[this.nodes.length] ?? environment.REDIS_URL,
        LOG_LEVEL: 'debug',
        ...env,
      },
      '/nowhere',
    );
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

  /** Closes this panel with the stage. */
  keep(panel: TestPanel): TestPanel {
    return this.#installation.keep(panel);
  }

  async openPanel(node: StagedNode, wish: PanelWish): Promise<TestPanel> {
    return this.#installation.openPanel(node.url, wish);
  }

  /** A browser with this person's cookie, whose requests go to this node. */
  async signIn({ url }: StagedNode, uid: string): Promise<HomeBrowser> {
    return HomeBrowser.signIn({ url, keep: (panel) => this.#installation.keep(panel) }, uid);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#installation.closePanels();
    await Promise.all(this.nodes.map((node) => node.drain()));
    await this.#installation[Symbol.asyncDispose]();
  }
}
