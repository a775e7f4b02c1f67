import { describe, expect, it, vi } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import {
  type LinkLoss,
  openLink,
  type RtmsLink,
  type RtmsLinkOptions,
} from '../../../../../server/zoom/rtms/wire/link.ts';

/** A server on this machine and one link to it. */
async function linked(options: Partial<RtmsLinkOptions> = {}) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise<void>((resolve) => server.once('listening', () => resolve()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const peer = new Promise<{ socket: WebSocket; received: string[] }>((resolve) => {
    server.once('connection', (socket) => {
      const received: string[] = [];
      socket.on('message', (data) => received.push(String(data)));
      resolve({ socket, received });
    });
  });
  const frames: string[] = [];
  const losses: LinkLoss[] = [];
  const link: RtmsLink = openLink({
    url: `ws://127.0.0.1:${address.port}`,
    handshake: 'hello',
    handshakeLimitMs: 5_000,
    silenceLimitMs: 5_000,
    now: Date.now,
    listener: { received: (text) => frames.push(text), lost: (loss) => losses.push(loss) },
    ...options,
  });
  return {
    link,
    frames,
    losses,
    peer: await peer,
    [Symbol.asyncDispose]: async () => {
      link.close();
      for (const client of server.clients) client.terminate();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

describe('a link', () => {
  it('shakes hands as soon as it is open, and reads text and binary frames', async () => {
    await using scene = await linked();
    await vi.waitFor(() => expect(scene.peer.received).toEqual(['hello']));
    scene.peer.socket.send('{"a":1}');
    scene.peer.socket.send(Buffer.from('{"b":"ä"}'));
    await vi.waitFor(() => expect(scene.frames).toEqual(['{"a":1}', '{"b":"ä"}']));
  });

  it('is lost once when the peer closes', async () => {
    await using scene = await linked();
    scene.peer.socket.close(1000);
    await scene.link.closed;
    expect(scene.losses).toEqual([{ cause: 'closed', code: 1000 }]);
  });

  it('is lost when nobody answers the handshake', async () => {
    await using scene = await linked({ handshakeLimitMs: 30 });
    await vi.waitFor(() => expect(scene.losses).toEqual([{ cause: 'no-answer' }]));
  });

  it('waits no longer for an answer that has come', async () => {
    await using scene = await linked({ handshakeLimitMs: 60, silenceLimitMs: 200 });
    scene.link.accepted();
    await vi.waitFor(() => expect(scene.losses).toEqual([{ cause: 'silent' }]));
  });

  it('is lost in silence, which any frame breaks', async () => {
    await using scene = await linked({ silenceLimitMs: 150 });
    const opened = Date.now();
    const talk = setInterval(() => scene.peer.socket.send('{}'), 30);
    await vi.waitFor(() => expect(scene.frames.length).toBeGreaterThan(10), { timeout: 3_000 });
    expect(scene.losses).toEqual([]);
    clearInterval(talk);
    await vi.waitFor(() => expect(scene.losses).toEqual([{ cause: 'silent' }]));
    expect(scene.link.heardAt).toBeGreaterThan(opened);
    expect(Date.now() - scene.link.heardAt).toBeGreaterThanOrEqual(140);
  });

  it('is lost when a frame is larger than any transcript', async () => {
    await using scene = await linked();
    scene.peer.socket.send('x'.repeat(1024 * 1024 + 1));
    await vi.waitFor(() => expect(scene.losses).toMatchObject([{ cause: 'failed' }]));
    expect(scene.frames).toEqual([]);
  });

  it('is lost, and throws nothing, when nobody listens', async () => {
    const losses: LinkLoss[] = [];
    openLink({
      url: 'ws://127.0.0.1:9',
      handshake: 'hello',
      handshakeLimitMs: 5_000,
      silenceLimitMs: 5_000,
      now: Date.now,
      listener: { received: () => {}, lost: (loss) => losses.push(loss) },
    });
    await vi.waitFor(() => expect(losses).toMatchObject([{ cause: 'failed' }]));
  });

  it('still hears what was under way when we close it, and does not call that a loss', async () => {
    await using scene = await linked();
    await vi.waitFor(() => expect(scene.peer.received).toEqual(['hello']));
    scene.link.close();
    scene.peer.socket.send('late');
    await scene.link.closed;
    expect([scene.losses, scene.frames]).toEqual([[], ['late']]);
  });

  it('does not wait for a peer that ignores our close', async () => {
    await using scene = await linked();
    await vi.waitFor(() => expect(scene.peer.received).toEqual(['hello']));
    scene.peer.socket.pause();
    scene.link.close();
    await scene.link.closed;
    expect(scene.losses).toEqual([]);
  });
});
