/** Several real processes of one installation, behind TCP proxies that can be cut; each is killed, stopped and continued. */
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ZoomSimulator, type ZoomSimulatorOptions } from '../zoom-simulator/zoom-simulator.ts';
import { databaseKinds } from './databases.ts';
import { type FakeLibre, startFakeLibre } from './fake-engines/fake-libre.ts';
import { clearPrefix, ownPrefix, redisUrl } from './redis.ts';
import { end, startProcess } from './server-process.ts';
import { TcpProxy } from './tcp-proxy.ts';
import { TestPanel } from './test-panel.ts';

export interface NodeProcess {
  readonly url: string;
  readonly process: ChildProcess;
}

export class NodeProcesses implements AsyncDisposable {
  readonly zoom: ZoomSimulator;
  readonly engine: FakeLibre;
  readonly redis: TcpProxy;
  readonly postgres: TcpProxy;
  readonly nodes: NodeProcess[] = [];
  readonly #panels: TestPanel[] = [];
  readonly #directory: string;
  readonly #environment: Record<string, string>;
  readonly #cleanUp: (() => Promise<void>)[];

  static async start(count: number, options: Partial<ZoomSimulatorOptions> = {}): Promise<NodeProcesses> {
    const kind = (await databaseKinds()).find(({ name }) => name.startsWith('PostgreSQL'));
    if (kind === undefined) throw new Error('PostgreSQL is not among the databases of the tests.');
    const zoom = await ZoomSimulator.start({ timeScale: 10, ...options });
    const engine = await startFakeLibre();
    const database = await kind.create();
    const databaseUrl = new URL(database.url);
    const prefix = ownPrefix();
    const directory = await mkdtemp(join(tmpdir(), 'nodes-'));
    const redis = await proxyBefore(new URL(redisUrl), 6379);
    const postgres = await proxyBefore(databaseUrl, 5432);
    databaseUrl.host = `127.0.0.1:${postgres.port}`;
    const environment = {
      ...zoom.environment,
      PORT: '0',
      HOST: '127.0.0.1',
      REDIRECT_URI: 'http://127.0.0.1:3000/callback',
      TRANSLATE_ENGINES: 'libre',
      LIBRE_URL: engine.url,
      DATABASE_URL: databaseUrl.href.replaceAll('+', '%20'),
      REDIS_URL: `redis://127.0.0.1:${redis.port}`,
      REDIS_PREFIX: prefix,
      SESSION_SECRET: 'a secret of the tests that nobody guesses',
    };
    const stage = new NodeProcesses({ zoom, engine, redis, postgres, directory, environment }, [
      () => zoom[Symbol.asyncDispose](),
      async () => {
        await engine[Symbol.asyncDispose]();
      },
      () => redis[Symbol.asyncDispose](),
      () => postgres[Symbol.asyncDispose](),
      () => clearPrefix(prefix),
      async () => {
        await database[Symbol.asyncDispose]();
      },
      () => rm(directory, { recursive: true, force: true }),
    ]);
    for (let index = 0; index < count; index += 1) await stage.add();
    return stage;
  }

  private constructor(
    parts: Pick<NodeProcesses, 'zoom' | 'engine' | 'redis' | 'postgres'> & {
      directory: string;
      environment: Record<string, string>;
    },
    cleanUp: (() => Promise<void>)[],
  ) {
    this.zoom = parts.zoom;
    this.engine = parts.engine;
    this.redis = parts.redis;
    this.postgres = parts.postgres;
    this.#directory = parts.directory;
    this.#environment = parts.environment;
    this.#cleanUp = cleanUp;
  }

  /** Starts another node. Webhooks go to the newest one. */
  async add(): Promise<NodeProcess> {
    const node = await startProcess(this.#directory, this.#environment);
    this.nodes.push(node);
    this.zoom.installWebhook(`${node.url}/webhook`);
    return node;
  }

  async openPanel({ url }: NodeProcess, options: { meetingUuid: string; uid: string }): Promise<TestPanel> {
    const { clientId, clientSecret } = this.zoom;
    const panel = await TestPanel.open({ url: () => url, clientId, clientSecret, ...options });
    this.#panels.push(panel);
    return panel;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const panel of this.#panels) panel.close();
    await Promise.all(
      this.nodes.map(async ({ process }) => {
        process.kill('SIGCONT');
        await end(process, 'SIGKILL');
      }),
    );
    for (const clean of this.#cleanUp) await clean();
  }
}

function proxyBefore({ hostname, port }: URL, defaultPort: number): Promise<TcpProxy> {
  return TcpProxy.before({ host: hostname, port: Number(port || defaultPort) });
}
