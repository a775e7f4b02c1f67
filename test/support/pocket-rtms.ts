import { WebSocket, WebSocketServer } from 'ws';

type Kind = 'signaling' | 'media';

export interface PocketRtms extends AsyncDisposable {
  readonly url: string;
  /** Streams that shook hands while an earlier socket of the same kind was open. */
  readonly doubled: readonly string[];
  /** Sockets that are open now, after a good handshake. */
  open(streamId: string): readonly Kind[];
}

/** The least of an RTMS server: it agrees to every handshake, of any number of streams, and counts. */
export async function startPocketRtms(): Promise<PocketRtms> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise<void>((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = `ws://127.0.0.1:${address.port}`;
  const greeted: { readonly socket: WebSocket; readonly streamId: string; readonly kind: Kind }[] = [];
  const doubled: string[] = [];
  const open = (streamId: string) =>
    greeted
      .filter((other) => other.streamId === streamId && other.socket.readyState === WebSocket.OPEN)
      .map(({ kind }) => kind);

  server.on('connection', (socket) => {
    socket.on('message', (data) => {
      const message: { msg_type: number; rtms_stream_id: string } = JSON.parse(String(data));
      const { msg_type: type, rtms_stream_id: streamId } = message;
      if (type !== 1 && type !== 3) return;
      const kind = type === 1 ? 'signaling' : 'media';
      if (open(streamId).includes(kind)) doubled.push(`${streamId} ${kind}`);
      greeted.push({ socket, streamId, kind });
      const media_server = { server_urls: { transcript: url } };
      socket.send(JSON.stringify({ msg_type: type + 1, status_code: 0, media_server }));
    });
  });

  return {
    url,
    doubled,
    open,
    [Symbol.asyncDispose]: async () => {
      for (const socket of server.clients) socket.terminate();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
