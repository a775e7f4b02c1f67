import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { isObject, type JsonObject, parseJson } from './json.ts';
import type { SimulatedMeeting } from './meeting.ts';
import type { SimulatedStream } from './stream.ts';

/** A socket by hand, for the simulator's own tests: what came, and what the next message of a type is. */
export class RawSocket implements AsyncDisposable {
  readonly frames: JsonObject[] = [];
  /** Frames as they came, for those that are not JSON or not text. */
  readonly raw: { readonly text: string; readonly isBinary: boolean }[] = [];
  answersKeepAlives = true;
  readonly #socket: WebSocket;
  readonly #closed: Promise<number>;
  #read = 0;
  #wake: () => void = () => undefined;

  static async open(url: string): Promise<RawSocket> {
    const socket = new RawSocket(url);
    await once(socket.#socket, 'open');
    return socket;
  }

  constructor(url: string) {
    this.#socket = new WebSocket(url);
    this.#closed = new Promise((resolve) => {
      this.#socket.on('close', resolve);
    });
    this.#socket.on('error', () => undefined);
    this.#socket.on('message', (data, isBinary) => {
      const text = String(data);
      this.raw.push({ text, isBinary });
      const frame = parseJson(text);
      if (!isObject(frame)) return;
      this.frames.push(frame);
      if (frame.msg_type === 12 && this.answersKeepAlives)
        this.send({ msg_type: 13, timestamp: frame.timestamp });
      this.#wake();
    });
  }

  /** The code Zoom closed with; 1006 when it was cut. */
  get closed(): Promise<number> {
    return this.#closed;
  }

  send(frame: object | string): void {
    this.#socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  /** The next message of this type that was not read yet; those before it are passed over. */
  async next(type: number): Promise<JsonObject> {
    for (;;) {
      const frame = this.frames[this.#read];
      if (frame === undefined) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        continue;
      }
      this.#read += 1;
      if (frame.msg_type === type) return frame;
    }
  }

  cut(): void {
    this.#socket.terminate();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.terminate();
    await this.#closed;
  }
}

const clientId = 'simulated-client-id';
const clientSecret = 'simulated-client-secret';

/** Message 1 as a good client sends it; `change` makes a bad one. */
export function message1(meeting: SimulatedMeeting, stream: SimulatedStream, change: object = {}): object {
  return { msg_type: 1, protocol_version: 1, sequence: 1, ...identity(meeting, stream), ...change };
}

/** Message 3 likewise. */
export function message3(meeting: SimulatedMeeting, stream: SimulatedStream, change: object = {}): object {
  return {
    msg_type: 3,
    protocol_version: 1,
    sequence: 0,
    ...identity(meeting, stream),
    media_type: 8,
    media_params: { transcript: { content_type: 5 } },
    ...change,
  };
}

/** The URLs of message 2. */
function mediaUrls(message2: JsonObject): JsonObject {
  const server = message2.media_server;
  const urls = isObject(server) ? server.server_urls : undefined;
  return isObject(urls) ? urls : {};
}

export async function openSignaling(meeting: SimulatedMeeting, stream: SimulatedStream) {
  const signaling = await RawSocket.open(stream.url);
  signaling.send(message1(meeting, stream));
  const answer = await signaling.next(2);
  return { signaling, answer, urls: mediaUrls(answer) };
}

export async function openMedia(
  meeting: SimulatedMeeting,
  stream: SimulatedStream,
  url: unknown,
  change: object = {},
) {
  const media = await RawSocket.open(String(url));
  media.send(message3(meeting, stream, change));
  return { media, answer: await media.next(4) };
}

/** Through all the handshakes to message 7. */
export async function connect(meeting: SimulatedMeeting, stream: SimulatedStream) {
  const { signaling, urls } = await openSignaling(meeting, stream);
  const { media } = await openMedia(meeting, stream, urls.transcript);
  signaling.send({ msg_type: 7, rtms_stream_id: stream.id });
  await stream.ready();
  return { signaling, media, urls };
}

function identity(meeting: SimulatedMeeting, stream: SimulatedStream): object {
  const signature = createHmac('sha256', clientSecret)
    .update(`${clientId},${meeting.uuid},${stream.id}`)
    .digest('hex');
  return { meeting_uuid: meeting.uuid, rtms_stream_id: stream.id, signature };
}
