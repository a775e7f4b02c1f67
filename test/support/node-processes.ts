/** Several real processes of one installation, behind TCP proxies that can be cut; each is killed, stopped and continued. */
import type { ChildProcess } from 'node:child_process';
import type { ZoomSimulator, ZoomSimulatorOptions } from '../zoom-simulator/zoom-simulator.ts';
import type { FakeLibre } from './fake-engines/fake-libre.ts';
import { Installation, type PanelWish } from './installation.ts';
import { end, startProcess } from './server-process.ts';
import { TcpProxy } from './tcp-proxy.ts';
import type { TestPanel } from './test-panel.ts';

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
  readonly #installation: Installation;
  readonly #environment: Record<string, string>;

  static async start(count: number, options: Partial<ZoomSimulatorOptions> = {}): Promise<NodeProcesses> {
    const installation = await Installation.start(options);
    const { environment } = installation;
    const redis = await proxyBefore(new URL(environment.REDIS_URL), 6379);
    const databaseUrl = new URL(environment.DATABASE_URL);
    const postgres = await proxyBefore(databaseUrl, 5432);
    databaseUrl.host = `127.0.0.1:${postgres.port}`;
    const stage = new NodeProcesses(installation, redis, postgres, {
      ...environment,
      DATABASE_URL: databaseUrl.href.replaceAll('+', '%20'),
      REDIS_URL: `redis://127.0.0.1:${redis.port}`,
    });
    for (let index = 0; index < count; index += 1) await stage.add();
    return stage;
  }

  private constructor(
    installation: Installation,
    redis: TcpProxy,
    postgres: TcpProxy,
    environment: Record<string, string>,
  ) {
    this.zoom = installation.zoom;
    this.engine = installation.engine;
    this.redis = redis;
    this.postgres = postgres;
    this.#installation = installation;
    this.#environment = environment;
  }

  /** Starts another node. Webhooks go to the newest one. */
  async add(): Promise<NodeProcess> {
    const node = await startProcess(this.#installation.directory, this.#environment);
    this.nodes.push(node);
    this.zoom.installWebhook(`${node.url}/webhook`);
    return node;
  }

  async openPanel({ url }: NodeProcess, wish: PanelWish): Promise<TestPanel> {
    return this.#installation.openPanel(url, wish);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#installation.closePanels();
    await Promise.all(
      this.nodes.map(async ({ process }) => {
        process.kill('SIGCONT');
        await end(process, 'SIGKILL');
      }),
    );
    await this.redis[Symbol.asyncDispose]();
    await this.postgres[Symbol.asyncDispose]();
    await this.#installation[Symbol.asyncDispose]();
  }
}

function proxyBefore({ hostname, port }: URL, defaultPort: number): Promise<TcpProxy> {
  return TcpProxy.before({ host: hostname, port: Number(port || defaultPort) });
}
