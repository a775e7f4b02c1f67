import { describe, expect, it, vi } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { StreamLinks } from '../../../../../server/zoom/rtms/connection/stream-links.ts';

/** A server whose answer to a close frame the test delays, and the links of one stream to it. */
async function scene() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise<void>((resolve) => server.once('listening', () => resolve()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = `ws://127.0.0.1:${address.port}`;
  const sockets: WebSocket[] = [];
  /** Sockets whose client has sent its handshake. */
  const greeted: WebSocket[] = [];
  const openAtOnce: number[] = [];
  server.on('connection', (socket) => {
    sockets.push(socket);
    socket.once('message', () => greeted.push(socket));
    openAtOnce.push(server.clients.size);
  });
  const links = new StreamLinks();
  const frames: string[] = [];
  const open = (id: number) =>
    links.open('media', id, {
      url,
      handshake: 'hello',
      handshakeLimitMs: 5_000,
      silenceLimitMs: 5_000,
      now: Date.now,
      listener: { received: (text) => frames.push(text), lost: () => undefined },
    });
  return {
    links,
    sockets,
    greeted,
    openAtOnce,
    frames,
    open,
    [Symbol.asyncDispose]: async () => {
      await links[Symbol.asyncDispose]();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

describe('the links of a stream', () => {
  it('has one socket of a kind at a time, and delivers frames on their way', async () => {
    await using stage = await scene();
    stage.open(1);
    await vi.waitFor(() => expect(stage.greeted).toHaveLength(1));
    stage.sockets[0]?.pause();
    stage.links.drop(1);
    stage.open(2);
    stage.sockets[0]?.send('spoken meanwhile');
    stage.sockets[0]?.resume();
    await vi.waitFor(() => expect(stage.openAtOnce).toEqual([1, 1]));
    expect(stage.frames).toEqual(['spoken meanwhile']);
    expect([stage.links.has(1), stage.links.has(2)]).toEqual([false, true]);
  });

  it('does not open a link that was dropped while it waited', async () => {
    await using stage = await scene();
    stage.open(1);
    await vi.waitFor(() => expect(stage.sockets).toHaveLength(1));
    stage.links.drop(1);
    stage.open(2);
    stage.links.drop(2);
    stage.open(3);
    await vi.waitFor(() => expect(stage.links.has(3)).toBe(true));
    await vi.waitFor(() => expect(stage.openAtOnce).toEqual([1, 1]));
  });
});
