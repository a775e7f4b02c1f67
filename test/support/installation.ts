/** What several nodes of one installation share: a pretend Zoom, an engine, a database, a prefix in Redis. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ZoomSimulator, type ZoomSimulatorOptions } from '../zoom-simulator/zoom-simulator.ts';
import { databaseKinds } from './databases.ts';
import { type FakeLibre, startFakeLibre } from './fake-engines/fake-libre.ts';
import { clearPrefix, ownPrefix, redisUrl } from './redis.ts';
import { TestPanel } from './test-panel.ts';

/** Zoom's periods are ten times as short. */
const TIME_SCALE = 10;

export interface PanelWish {
  readonly meetingUuid: string;
  readonly uid?: string;
  readonly role?: string;
}

export class Installation implements AsyncDisposable {
  readonly zoom: ZoomSimulator;
  readonly engine: FakeLibre;
  /** Empty and its own; working directory of processes. */
  readonly directory: string;
  /** The variables of every node. */
  readonly environment: Readonly<Record<'DATABASE_URL' | 'REDIS_URL', string>> &
    Readonly<Record<string, string>>;
  readonly #panels: TestPanel[] = [];
  readonly #database: AsyncDisposable;
  readonly #prefix: string;

  static async start(zoomOptions: Partial<ZoomSimulatorOptions> = {}): Promise<Installation> {
    const postgres = (await databaseKinds()).find(({ name }) => name.startsWith('PostgreSQL'));
    if (postgres === undefined) throw new Error('PostgreSQL is not among the databases of the tests.');
    return new Installation({
      zoom: await ZoomSimulator.start({ timeScale: TIME_SCALE, ...zoomOptions }),
      engine: await startFakeLibre(),
      database: await postgres.create(),
      directory: await mkdtemp(join(tmpdir(), 'nodes-')),
    });
  }

  private constructor(
    parts: Pick<Installation, 'zoom' | 'engine' | 'directory'> & {
      readonly database: AsyncDisposable & { readonly url: string };
    },
  ) {
    this.zoom = parts.zoom;
    this.engine = parts.engine;
    this.directory = parts.directory;
    this.#database = parts.database;
    this.#prefix = ownPrefix();
    this.environment = {
      ...parts.zoom.environment,
      PORT: '0',
      HOST: '127.0.0.1',
      REDIRECT_URI: 'http://127.0.0.1:3000/callback',
      TRANSLATE_ENGINES: 'libre',
      LIBRE_URL: parts.engine.url,
      DATABASE_URL: parts.database.url,
      REDIS_URL: redisUrl,
      REDIS_PREFIX: this.#prefix,
      SESSION_SECRET: 'a secret of the tests that nobody guesses',
    };
  }

  /** A panel whose session and socket are at the node of this address. */
  async openPanel(url: string, wish: PanelWish): Promise<TestPanel> {
    const { clientId, clientSecret } = this.zoom;
    return this.keep(await TestPanel.open({ url: () => url, clientId, clientSecret, ...wish }));
  }

  /** Closes this panel with the others. */
  keep(panel: TestPanel): TestPanel {
    this.#panels.push(panel);
    return panel;
  }

  closePanels(): void {
    for (const panel of this.#panels) panel.close();
  }

  /** The nodes have ended before. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.closePanels();
    await this.zoom[Symbol.asyncDispose]();
    await this.engine[Symbol.asyncDispose]();
    await clearPrefix(this.#prefix);
    await this.#database[Symbol.asyncDispose]();
    await rm(this.directory, { recursive: true, force: true });
  }
}
