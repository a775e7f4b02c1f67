/** Sockets that cost the load process little: Socket.IO's packets written by hand on a bare WebSocket. */
import { WebSocket } from 'ws';

export interface LightSocket {
  close(): void;
}

/** Called with the raw text of each `captions` event. */
export type Receive = (text: string) => void;

/** Connects, and asks for `watch` with this argument. Resolves with the raw acknowledgement. */
export async function openSocketIo(options: {
  readonly url: string;
  readonly auth?: object;
  readonly watch: unknown;
  readonly receive: Receive;
}): Promise<LightSocket & { readonly acknowledged: string }> {
  const { auth, receive } = options;
  const address = `${options.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
  const socket = new WebSocket(address, { perMessageDeflate: false });
  const acknowledged = await new Promise<string>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the server closed the socket')));
    socket.on('message', (data) => {
      const text = String(data);
      if (text.startsWith('42["captions"')) receive(text);
      else if (text === '2') socket.send('3');
      else if (text.startsWith('0')) socket.send(auth === undefined ? '40' : `40${JSON.stringify(auth)}`);
      else if (text.startsWith('40')) socket.send(`420${JSON.stringify(['watch', options.watch])}`);
      else if (text.startsWith('430')) resolve(text);
      else if (text.startsWith('44')) reject(new Error(`the server refused the socket: ${text}`));
    });
  });
  return { acknowledged, close: () => socket.terminate() };
}

/** A reader of the bare `ws` server. */
export async function openBare(options: {
  readonly url: string;
  readonly room: string;
  readonly receive: Receive;
}): Promise<LightSocket> {
  const socket = new WebSocket(`${options.url.replace('http', 'ws')}/ws`, { perMessageDeflate: false });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('open', () => socket.send(options.room));
    socket.once('message', () => {
      socket.on('message', (data) => options.receive(String(data)));
      resolve();
    });
  });
  return { close: () => socket.terminate() };
}

/** The bare server's speaker. */
export async function openSpeaker(url: string): Promise<LightSocket & { send(frame: string): void }> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/speaker`, { perMessageDeflate: false });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('open', () => resolve());
  });
  return { send: (frame) => socket.send(frame), close: () => socket.terminate() };
}
