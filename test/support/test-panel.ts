/** A panel without a screen: the session, the socket and the rules of shared/PROTOCOL.md, written from that text. */
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { vi } from 'vitest';
import { type Caption, compareLines, type Line } from '../../shared/caption.ts';
import type { MeetingStatus } from '../../shared/meeting-status.ts';
import type {
  CaptionBatch,
  Ended,
  HistoryAnswer,
  PanelToServerEvents,
  RequestFailed,
  ServerToPanelEvents,
  SessionAnswer,
  WatchAnswer,
} from '../../shared/panel-protocol.ts';
import { meetingContext, sealContext } from '../zoom-simulator/client/sealed-context.ts';

export interface PanelOptions {
  readonly url: () => string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly meetingUuid: string;
  /** Absent: a guest. */
  readonly uid?: string;
  readonly role?: string;
  /** Its person is in this breakout room of the meeting. */
  readonly breakoutRoomUuid?: string;
}

export class TestPanel {
  readonly session: SessionAnswer;
  readonly socket: Socket<ServerToPanelEvents, PanelToServerEvents>;
  readonly batches: CaptionBatch[] = [];
  /** To `watch`, after holes too. */
  readonly answers: WatchAnswer[] = [];
  readonly statuses: MeetingStatus[] = [];
  /** The place in `statuses` of the state that was awaited last. */
  #awaited = -1;
  readonly ended: Ended[] = [];
  /** Every text a line has shown, in order, to see what moved. */
  readonly shown = new Map<string, string[]>();
  readonly #lines = new Map<string, Line>();
  #language = '';
  #epoch = '';
  #version = -1;

  static async open(options: PanelOptions): Promise<TestPanel> {
    return TestPanel.connect(options.url(), await requestSession(options));
  }

  /** Opens the socket of a session, whatever its proof was. */
  static async connect(
    url: string,
    session: SessionAnswer,
    options: Partial<ManagerOptions & SocketOptions> = {},
  ): Promise<TestPanel> {
    const panel = new TestPanel(url, session, options);
    await new Promise<void>((resolve, reject) => {
      panel.socket.once('connect', resolve);
      panel.socket.once('connect_error', reject);
    });
    return panel;
  }

  private constructor(url: string, session: SessionAnswer, options: Partial<ManagerOptions & SocketOptions>) {
    this.session = session;
    const auth = { token: session.token };
    this.socket = io(url, { transports: ['websocket'], auth, forceNew: true, ...options });
    this.socket.on('captions', (batch) => this.#receive(batch));
    this.socket.on('status', (status) => this.statuses.push(status));
    this.socket.on('ended', (ended) => this.ended.push(ended));
  }

  get version(): number {
    return this.#version;
  }

  get epoch(): string {
    return this.#epoch;
  }

  get lines(): Line[] {
    return [...this.#lines.values()].sort(compareLines);
  }

  get captions(): Caption[] {
    return this.lines.filter((line) => line.kind === 'caption');
  }

  get settled(): string[] {
    return this.captions.filter((caption) => caption.state === 'settled').map((caption) => caption.text);
  }

  /** This state is the newest, or came after the one that was awaited last: a short state is not missed. */
  reached(state: string): boolean {
    const at = this.statuses.findIndex((status, index) => index > this.#awaited && status.state === state);
    const isNewest = this.status?.state === state;
    if (at >= 0) this.#awaited = at;
    return at >= 0 || isNewest;
  }

  get status(): MeetingStatus | undefined {
    return this.statuses.at(-1);
  }

  async tryWatch(
    language: string,
    after?: { epoch: string; version: number },
  ): Promise<WatchAnswer | RequestFailed> {
    const answer = await this.socket
      .timeout(15_000)
      .emitWithAck('watch', { language, ...(after === undefined ? {} : { after }) });
    if (answer.ok) this.#begin(answer);
    return answer;
  }

  async watch(language: string, after?: { epoch: string; version: number }): Promise<WatchAnswer> {
    const answer = await this.tryWatch(language, after);
    if (!answer.ok) throw new Error(`watch was refused: ${answer.error.code}`);
    return answer;
  }

  async history(before: number, limit?: number): Promise<HistoryAnswer> {
    const request = { before, ...(limit === undefined ? {} : { limit }) };
    const answer = await this.socket.timeout(15_000).emitWithAck('history', request);
    if (!answer.ok) throw new Error(`history was refused: ${answer.error.code}`);
    for (const line of answer.captions) this.#show(line);
    return answer;
  }

  /** Waits until what the panel shows is as said. */
  async until(condition: (panel: this) => boolean, timeout = 15_000): Promise<void> {
    await vi.waitFor(
      () => {
        if (!condition(this)) throw new Error(`The panel shows ${JSON.stringify(this.lines, undefined, 1)}`);
      },
      { timeout, interval: 10 },
    );
  }

  /** Waits for so many settled captions. */
  async settledCaptions(count: number, timeout?: number): Promise<string[]> {
    await this.until((panel) => panel.settled.length >= count, timeout);
    return this.settled;
  }

  close(): void {
    this.socket.close();
  }

  /** A socket that closes meanwhile asks again when it is connected, or needs no answer. */
  async #fillHole(): Promise<void> {
    try {
      await this.watch(this.#language, { epoch: this.#epoch, version: this.#version });
    } catch (error) {
      if (this.socket.connected) throw error;
    }
  }

  #begin(answer: WatchAnswer): void {
    this.answers.push(answer);
    if (answer.reset || answer.language !== this.#language || answer.epoch !== this.#epoch)
      this.#lines.clear();
    this.#language = answer.language;
    this.#epoch = answer.epoch;
    this.#version = answer.version;
    this.statuses.push(answer.status);
    for (const line of answer.captions) this.#show(line);
  }

  #receive(batch: CaptionBatch): void {
    this.batches.push(batch);
    if (batch.language !== this.#language || batch.epoch !== this.#epoch || batch.version <= this.#version)
      return;
    if (batch.from > this.#version) {
      void this.#fillHole();
      return;
    }
    this.#version = batch.version;
    for (const line of batch.upserts) this.#show(line);
    for (const id of batch.removed) this.#lines.delete(id);
  }

  #show(line: Line): void {
    const known = this.#lines.get(line.id);
    if (known !== undefined && known.version >= line.version) return;
    this.#lines.set(line.id, line);
    if (line.kind === 'caption') this.shown.set(line.id, [...(this.shown.get(line.id) ?? []), line.text]);
  }
}

/** `POST /api/session` with a context that the simulated client has sealed. */
export async function requestSession(options: PanelOptions): Promise<SessionAnswer> {
  const { clientId, clientSecret, meetingUuid, uid, role, breakoutRoomUuid } = options;
  const claims = meetingContext({
    clientId,
    meetingUuid,
    ...(uid === undefined ? {} : { uid }),
    ...(role === undefined ? {} : { role }),
    ...(breakoutRoomUuid === undefined ? {} : { breakoutRoomUuid }),
  });
  const response = await fetch(`${options.url()}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ context: sealContext(claims, clientSecret) }),
  });
  if (!response.ok)
    throw new Error(`POST /api/session answered ${response.status}: ${await response.text()}`);
  return (await response.json()) satisfies SessionAnswer;
}
