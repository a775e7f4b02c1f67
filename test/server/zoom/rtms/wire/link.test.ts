import { describe, expect, it, vi } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import {
  type LinkLoss,
  openLink,
  type RtmsLink,
  type RtmsLinkOptions,
} from '../../../../../server/zoom/rtms/wire/link.ts';
import { holdTimers } from '../../../../support/held-timers.ts';

const MEBIBYTE = 1024 * 1024;

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
  it('sends the handshake when it is open, and reads text and binary frames', async () => {
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

  it('is lost without an answer to the handshake', async () => {
    using timers = holdTimers();
    await using scene = await linked({ handshakeLimitMs: 1_000, silenceLimitMs: 9_000 });
    await timers.advance(999);
    expect(scene.losses).toEqual([]);
    await timers.advance(1);
    expect(scene.losses).toEqual([{ cause: 'no-answer' }]);
  });

  it('keeps its socket after the answer', async () => {
    using timers = holdTimers();
    await using scene = await linked({ handshakeLimitMs: 1_000, silenceLimitMs: 9_000 });
    scene.link.accepted();
    await timers.advance(8_999);
    expect(scene.losses).toEqual([]);
    await timers.advance(1);
    expect(scene.losses).toEqual([{ cause: 'silent' }]);
  });

  it('is lost after a silence, which any frame ends', async () => {
    using timers = holdTimers();
    let now = 0;
    await using scene = await linked({ handshakeLimitMs: 90_000, silenceLimitMs: 1_000, now: () => now });
    for (let frame = 1; frame <= 5; frame += 1) {
      now += 900;
      await timers.advance(900);
      scene.peer.socket.send('{}');
      await timers.until(() => scene.frames.length === frame);
    }
    await timers.advance(999);
    expect(scene.losses).toEqual([]);
    await timers.advance(1);
    expect(scene.losses).toEqual([{ cause: 'silent' }]);
    expect(scene.link.heardAt).toBe(4_500);
  });

  it('delivers a frame of 4 MiB, and is lost at a larger one', async () => {
    await using scene = await linked();
    scene.peer.socket.send('x'.repeat(4 * MEBIBYTE));
    await vi.waitFor(() => expect(scene.frames.map(({ length }) => length)).toEqual([4 * MEBIBYTE]));
    expect(scene.losses).toEqual([]);
    scene.peer.socket.send('x'.repeat(4 * MEBIBYTE + 1));
    await vi.waitFor(() => expect(scene.losses).toMatchObject([{ cause: 'failed' }]));
    expect(scene.frames).toHaveLength(1);
  });

  it('is lost, without an exception, when no server listens', async () => {
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

  it('delivers a frame on its way after close, and reports no loss', async () => {
    await using scene = await linked();
    await vi.waitFor(() => expect(scene.peer.received).toEqual(['hello']));
    scene.link.close();
    scene.peer.socket.send('late');
    await scene.link.closed;
    expect([scene.losses, scene.frames]).toEqual([[], ['late']]);
  });

  it('is closed after a limit when the peer ignores the close frame', async () => {
    await using scene = await linked();
    await vi.waitFor(() => expect(scene.peer.received).toEqual(['hello']));
    scene.peer.socket.pause();
    using timers = holdTimers();
    scene.link.close();
    await timers.advance(300);
    await scene.link.closed;
    expect(scene.losses).toEqual([]);
  });
});
