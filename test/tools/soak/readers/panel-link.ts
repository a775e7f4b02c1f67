/** One connection of a reader to one node: the session, the socket, and questions with a limit. */
import { io, type Socket } from 'socket.io-client';
import type {
  CaptionBatch,
  HistoryAnswer,
  PanelToServerEvents,
  RequestFailed,
  ServerToPanelEvents,
  SessionAnswer,
  WatchAnswer,
  WatchRequest,
} from '../../../../shared/panel-protocol.ts';
import { meetingContext, sealContext } from '../../../zoom-simulator/client/sealed-context.ts';
import type { ZoomSimulator } from '../../../zoom-simulator/zoom-simulator.ts';

const ANSWER_LIMIT_MS = 5_000;

/** A node did not answer, or refused: the reader tries another one. */
export class NotReadable extends Error {
  override readonly name = 'NotReadable';
}

export interface PanelLinkOptions {
  readonly zoom: ZoomSimulator;
  readonly url: string;
  readonly meetingUuid: string;
  readonly uid: string;
  readonly onBatch: (batch: CaptionBatch) => void;
}

export class PanelLink implements Disposable {
  readonly #socket: Socket<ServerToPanelEvents, PanelToServerEvents>;

  /** @throws {NotReadable} */
  static async open(options: PanelLinkOptions): Promise<PanelLink> {
    const { token } = await session(options);
    const socket: Socket<ServerToPanelEvents, PanelToServerEvents> = io(options.url, {
      transports: ['websocket'],
      auth: { token },
      forceNew: true,
      reconnection: false,
      timeout: ANSWER_LIMIT_MS,
    });
    socket.on('captions', options.onBatch);
    await new Promise<void>((resolve, reject) => {
      const limit = setTimeout(() => refuse(new Error('no answer')), ANSWER_LIMIT_MS);
      const refuse = (error: Error) => {
        clearTimeout(limit);
        socket.close();
        reject(new NotReadable(`The socket was not opened: ${error.message}`));
      };
      socket.once('connect_error', refuse);
      socket.once('connect', () => {
        clearTimeout(limit);
        resolve();
      });
    });
    return new PanelLink(socket);
  }

  private constructor(socket: Socket<ServerToPanelEvents, PanelToServerEvents>) {
    this.#socket = socket;
  }

  get isOpen(): boolean {
    return this.#socket.connected;
  }

  /** @throws {NotReadable} */
  watch(request: WatchRequest): Promise<WatchAnswer> {
    return answered(this.#socket.timeout(ANSWER_LIMIT_MS).emitWithAck('watch', request));
  }

  /** @throws {NotReadable} */
  history(before: number, limit: number): Promise<HistoryAnswer> {
    return answered(this.#socket.timeout(ANSWER_LIMIT_MS).emitWithAck('history', { before, limit }));
  }

  [Symbol.dispose](): void {
    this.#socket.close();
  }
}

async function session({ zoom, url, meetingUuid, uid }: PanelLinkOptions): Promise<SessionAnswer> {
  const { clientId, clientSecret } = zoom;
  const context = sealContext(meetingContext({ clientId, meetingUuid, uid }), clientSecret);
  try {
    const response = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ context }),
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    });
    if (!response.ok) throw new NotReadable(`POST /api/session answered ${response.status}`);
    return (await response.json()) satisfies SessionAnswer;
  } catch (error) {
    throw error instanceof NotReadable ? error : new NotReadable('POST /api/session was not answered');
  }
}

async function answered<T extends { readonly ok: true }>(asked: Promise<T | RequestFailed>): Promise<T> {
  const answer = await asked.catch(() => undefined);
  if (answer === undefined) throw new NotReadable('The node did not answer.');
  if (!answer.ok) throw new NotReadable(`The node refused: ${answer.error.code}`);
  return answer;
}
