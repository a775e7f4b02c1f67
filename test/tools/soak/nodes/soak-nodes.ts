/** The installation under soak: one node with SQLite, or several with PostgreSQL and Redis behind proxies that can be cut. */
import { createClient } from '@redis/client';
import { databaseKinds } from '../../../support/databases.ts';
import { type FakeLibre, startFakeLibre } from '../../../support/fake-engines/fake-libre.ts';
import { clearPrefix, ownPrefix, redisUrl } from '../../../support/redis.ts';
import { TcpProxy } from '../../../support/tcp-proxy.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { ZoomSimulator } from '../../../zoom-simulator/zoom-simulator.ts';
import { SoakNode } from './soak-node.ts';
import { WebhookDoor } from './webhook-door.ts';

/** Zoom's periods are so many times as short; less with several nodes, whose leases and takeovers are not scaled. */
const TIME_SCALE = { one: 10, several: 5 } as const;

export class SoakNodes implements AsyncDisposable {
  readonly zoom: ZoomSimulator;
  readonly engine: FakeLibre;
  readonly nodes: SoakNode[] = [];
  readonly #several: { readonly databaseUrl: string; readonly prefix: string } | undefined;
  readonly #env: Readonly<Record<string, string>>;
  readonly #directory: string;
  readonly #logs: string | undefined;
  /** Ended in reverse. */
  readonly #owned: readonly AsyncDisposable[];
  #started = 0;

  /** @param options.logs a folder that gets the log of each node */
  static async start(
    count: number,
    { random, logs }: { readonly random: () => number; readonly logs?: string | undefined },
  ): Promise<SoakNodes> {
    const owned: AsyncDisposable[] = [];
    const own = <T extends AsyncDisposable>(part: T): T => {
      owned.push(part);
      return part;
    };
    const folder = own(await temporaryFolder());
    const zoom = own(
      await ZoomSimulator.start({ timeScale: count === 1 ? TIME_SCALE.one : TIME_SCALE.several }),
    );
    const engine = own(await startFakeLibre());
    const env = {
      ...zoom.environment,
      PORT: '0',
      HOST: '127.0.0.1',
      REDIRECT_URI: 'http://127.0.0.1:3000/callback',
      TRANSLATE_ENGINES: 'libre',
      LIBRE_URL: engine.url,
      SESSION_SECRET: 'a secret of the soak that nobody guesses',
    };
    const several = count === 1 ? undefined : await sharedServices(own);
    const soak = new SoakNodes({ zoom, engine, several, env, directory: folder.path, logs, owned });
    for (let index = 0; index < count; index += 1) await soak.add();
    zoom.installWebhook(own(await WebhookDoor.open(() => soak.up, random)).url);
    return soak;
  }

  private constructor(
    parts: Pick<SoakNodes, 'zoom' | 'engine'> & {
      readonly several: { readonly databaseUrl: string; readonly prefix: string } | undefined;
      readonly env: Readonly<Record<string, string>>;
      readonly directory: string;
      readonly logs: string | undefined;
      readonly owned: readonly AsyncDisposable[];
    },
  ) {
    this.zoom = parts.zoom;
    this.engine = parts.engine;
    this.#several = parts.several;
    this.#env = parts.env;
    this.#directory = parts.directory;
    this.#logs = parts.logs;
    this.#owned = parts.owned;
  }

  /** Nodes that answer. */
  get up(): readonly SoakNode[] {
    return this.nodes.filter(({ isUp }) => isUp);
  }

  get alive(): readonly SoakNode[] {
    return this.nodes.filter(({ hasEnded }) => !hasEnded);
  }

  async add(): Promise<SoakNode> {
    this.#started += 1;
    const name = `node ${this.#started}`;
    const node = await SoakNode.start({
      name,
      directory: this.#directory,
      logs: this.#logs,
      ...(await this.#services()),
    });
    this.nodes.push(node);
    return node;
  }

  /** Keys under the installation's prefix, and whether each ends by itself. */
  async redisKeys(): Promise<readonly { readonly key: string; readonly expires: boolean }[]> {
    if (this.#several === undefined) return [];
    const client = await createClient({ url: redisUrl }).connect();
    const keys: { key: string; expires: boolean }[] = [];
    for await (const found of client.scanIterator({ MATCH: `${this.#several.prefix}*` }))
      for (const key of found) {
        const left = await client.pTTL(key);
        // -2: gone since it was found.
        if (left !== -2) keys.push({ key: key.slice(this.#several.prefix.length), expires: left >= 0 });
      }
    client.destroy();
    return keys;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.nodes.map((node) => node[Symbol.asyncDispose]()));
    for (const part of this.#owned.toReversed()) await part[Symbol.asyncDispose]();
  }

  async #services() {
    if (this.#several === undefined) return { env: { ...this.#env, DATABASE_URL: 'sqlite:captions.db' } };
    const { databaseUrl, prefix } = this.#several;
    const redis = await proxyBefore(new URL(redisUrl), 6379);
    const postgres = await proxyBefore(new URL(databaseUrl), 5432);
    const url = new URL(databaseUrl);
    url.host = `127.0.0.1:${postgres.port}`;
    return {
      proxies: { redis, postgres },
      env: {
        ...this.#env,
        DATABASE_URL: url.href.replaceAll('+', '%20'),
        REDIS_URL: `redis://127.0.0.1:${redis.port}`,
        REDIS_PREFIX: prefix,
      },
    };
  }
}

async function sharedServices(own: <T extends AsyncDisposable>(part: T) => T) {
  const postgres = (await databaseKinds()).find(({ name }) => name.startsWith('PostgreSQL'));
  if (postgres === undefined || postgres.missing !== undefined)
    throw new Error(`Several nodes need PostgreSQL: ${postgres?.missing ?? 'unknown'}`);
  const database = own(await postgres.create());
  const prefix = ownPrefix();
  own({ [Symbol.asyncDispose]: () => clearPrefix(prefix) });
  return { databaseUrl: database.url, prefix };
}

function proxyBefore({ hostname, port }: URL, defaultPort: number): Promise<TcpProxy> {
  return TcpProxy.before({ host: hostname, port: Number(port || defaultPort) });
}
