import { createServer, type IncomingMessage } from 'node:http';
import { expect, vi } from 'vitest';
import type { Segment } from '../../server/captions/model/segment.ts';
import type { StreamStateUpdate, StreamUpdate } from '../../server/captions/model/stream-update.ts';
import type { SourceLanguage } from '../../server/config/config-schema.ts';
import { createLogger } from '../../server/logger.ts';
import { RtmsStreams } from '../../server/zoom/rtms/streams.ts';
import { parseWebhook } from '../../server/zoom/webhooks/events.ts';
import { type SimulatedStream, ZoomSimulator } from '../zoom-simulator/zoom-simulator.ts';
import { MemoryStreamStore } from './memory-stream-store.ts';

export interface RtmsStageOptions {
  readonly timeScale?: number;
  readonly sourceLanguage?: SourceLanguage;
}

/** The pretend Zoom on one side, our RTMS client on the other, and nothing of the rest of the server. */
export class RtmsStage implements AsyncDisposable {
  readonly zoom: ZoomSimulator;
  readonly store = new MemoryStreamStore();
  readonly updates: StreamUpdate[] = [];
  readonly #options: RtmsStageOptions;
  readonly #log: string[] = [];
  readonly #webhooks = createServer((request, response) => {
    void this.#receive(request).then(() => response.writeHead(200).end());
  });
  streams: RtmsStreams;

  static async open(options: RtmsStageOptions = {}): Promise<RtmsStage> {
    const timeScale = options.timeScale ?? 10;
    const stage = new RtmsStage(await ZoomSimulator.start({ timeScale }), options);
    await new Promise<void>((resolve) => stage.#webhooks.listen(0, '127.0.0.1', resolve));
    const address = stage.#webhooks.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    stage.zoom.installWebhook(`http://127.0.0.1:${address.port}/webhook`);
    return stage;
  }

  private constructor(zoom: ZoomSimulator, options: RtmsStageOptions) {
    this.zoom = zoom;
    this.#options = options;
    this.streams = this.#newStreams();
  }

  get log(): string {
    return this.#log.join('');
  }

  get segments(): readonly Segment[] {
    return this.updates.flatMap((update) => (update.type === 'segment' ? [update.segment] : []));
  }

  get texts(): readonly string[] {
    return this.segments.map(({ text }) => text);
  }

  get states(): readonly string[] {
    return this.stateUpdates.map(({ state }) => state);
  }

  get stateUpdates(): readonly StreamStateUpdate[] {
    return this.updates.filter((update) => update.type === 'stream-state');
  }

  /** As after a crash: nothing of the old process is left but the store. @param awayMs it seems to have been away so long */
  async restart(awayMs = 0): Promise<void> {
    await this.streams[Symbol.asyncDispose]();
    for (const [id, row] of this.store.rows) {
      if (row.goodUntil !== undefined) this.store.rows.set(id, { ...row, goodUntil: row.goodUntil - awayMs });
    }
    this.streams = this.#newStreams();
    await this.streams.resume();
  }

  async heard(...texts: string[]): Promise<void> {
    await vi.waitFor(() => expect(this.texts).toEqual(texts), { interval: 5 });
  }

  async told(state: string): Promise<void> {
    await vi.waitFor(() => expect(this.states.at(-1)).toBe(state), { interval: 5 });
  }

  /** The longest row of retries so far. */
  get retries(): number {
    return Math.max(0, ...[...this.log.matchAll(/"retries":(\d+)/g)].map(([, count]) => Number(count)));
  }

  /** What Zoom has sent on signaling until now had its effect: a pause sent after it is seen. */
  async tookEverything(stream: SimulatedStream): Promise<void> {
    await stream.pause();
    await this.told('paused');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.streams[Symbol.asyncDispose]();
    await this.zoom[Symbol.asyncDispose]();
    await new Promise<void>((resolve) => {
      this.#webhooks.close(() => resolve());
      this.#webhooks.closeAllConnections();
    });
  }

  #newStreams(): RtmsStreams {
    return new RtmsStreams({
      clientId: this.zoom.clientId,
      clientSecret: this.zoom.clientSecret,
      allowedHosts: ['127.0.0.1'],
      keepAliveMs: 10_000,
      timeScale: this.zoom.timeScale,
      sourceLanguage: this.#options.sourceLanguage ?? { mode: 'auto' },
      store: this.store,
      captions: { accept: (update) => this.updates.push(update), stored: async () => {} },
      logger: createLogger('debug', { write: (line) => void this.#log.push(line) }),
    });
  }

  /** What the webhook route does with the events of RTMS. */
  async #receive(request: IncomingMessage): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const webhook = parseWebhook(Buffer.concat(chunks), Date.now());
    if (webhook.kind !== 'event') return;
    const { event } = webhook;
    if (event.type === 'stream-started') await this.streams.started('meeting-1', event);
    if (event.type === 'stream-stopped') await this.streams.stopped(event);
    if (event.type === 'stream-interrupted') await this.streams.interrupted(event);
  }
}
