/** One story's stage: the simulated Zoom, a real server, a translation engine that records every call, and panels. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { CaptionServer } from '../../server/caption-server.ts';
import { type Config, loadConfig } from '../../server/config/config.ts';
import { createLogger } from '../../server/logger.ts';
import { ZoomSimulator, type ZoomSimulatorOptions } from '../zoom-simulator/zoom-simulator.ts';
import { type FakeLibre, startFakeLibre } from './fake-engines/fake-libre.ts';
import { type PanelOptions, TestPanel } from './test-panel.ts';

/** Zoom's periods are ten times as short: a handshake has a second, which a busy machine with two cores needs. */
const TIME_SCALE = 10;

export interface JourneyOptions {
  readonly zoom?: Partial<ZoomSimulatorOptions>;
  readonly env?: Readonly<Record<string, string>>;
}

export class Journey implements AsyncDisposable {
  readonly zoom: ZoomSimulator;
  readonly engine: FakeLibre;
  readonly directory: string;
  /** Everything the server has logged so far, as it would stand in the operator's file. */
  readonly log: string[] = [];
  readonly #env: Readonly<Record<string, string>>;
  readonly #panels: TestPanel[] = [];
  #server: CaptionServer | undefined;
  #url = '';

  static async start(options: JourneyOptions = {}): Promise<Journey> {
    const zoom = await ZoomSimulator.start({ timeScale: TIME_SCALE, ...options.zoom });
    const engine = await startFakeLibre();
    const directory = await mkdtemp(join(tmpdir(), 'journey-'));
    const journey = new Journey({ zoom, engine, directory, env: options.env ?? {} });
    await journey.startServer();
    return journey;
  }

  private constructor(parts: {
    zoom: ZoomSimulator;
    engine: FakeLibre;
    directory: string;
    env: Readonly<Record<string, string>>;
  }) {
    this.zoom = parts.zoom;
    this.engine = parts.engine;
    this.directory = parts.directory;
    this.#env = parts.env;
  }

  get url(): string {
    return this.#url;
  }

  #config(env: Readonly<Record<string, string>>): Config {
    return loadConfig(
      {
        ...this.zoom.environment,
        PORT: '0',
        HOST: '127.0.0.1',
        REDIRECT_URI: 'http://127.0.0.1:3000/callback',
        TRANSLATE_ENGINES: 'libre',
        LIBRE_URL: this.engine.url,
        LOG_LEVEL: 'debug',
        ...this.#env,
        ...env,
      },
      this.directory,
    );
  }

  /** Starts the server; after `stopServer`, a new process on the same data. */
  async startServer(env: Readonly<Record<string, string>> = {}): Promise<void> {
    const sink = new Writable({
      write: (chunk, _encoding, done) => {
        this.log.push(String(chunk));
        done();
      },
    });
    this.#server = await CaptionServer.create(this.#config(env), { logger: createLogger('debug', sink) });
    this.#url = (await this.#server.start()).url;
    this.zoom.installWebhook(`${this.#url}/webhook`);
  }

  async stopServer(): Promise<void> {
    await this.#server?.[Symbol.asyncDispose]();
    this.#server = undefined;
  }

  /** A panel in a meeting, with a session and a socket, reading nothing yet. */
  async openPanel(options: Omit<PanelOptions, 'url' | 'clientId' | 'clientSecret'>): Promise<TestPanel> {
    const { clientId, clientSecret } = this.zoom;
    return this.keep(await TestPanel.open({ url: () => this.#url, clientId, clientSecret, ...options }));
  }

  /** Closes this panel when the journey ends. */
  keep(panel: TestPanel): TestPanel {
    this.#panels.push(panel);
    return panel;
  }

  /** Texts that the engine was asked to translate, in order. */
  get translatedTexts(): string[] {
    return this.engine.service.calls.map(({ body }) => {
      if (typeof body !== 'object' || body === null || !('q' in body))
        throw new Error('not a translation call');
      return String(body.q);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const panel of this.#panels) panel.close();
    await this.stopServer();
    await this.zoom[Symbol.asyncDispose]();
    await this.engine[Symbol.asyncDispose]();
    await rm(this.directory, { recursive: true, force: true });
  }
}
