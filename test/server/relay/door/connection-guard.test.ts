import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { guardConnection, type PanelConnection } from '../../../../server/relay/door/connection-guard.ts';

/** A Socket.IO server whose connections are guarded, and a WebSocket that speaks its protocol by hand. */
async function stage(isPending = false) {
  const http = createServer();
  const io = new Server(http, { transports: ['websocket'] });
  const connections: PanelConnection[] = [];
  io.engine.on('connection', (connection: PanelConnection) => {
    connections.push(connection);
    guardConnection(connection, () => isPending);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const client = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`);
  client.on('error', () => undefined);
  await new Promise((resolve) => client.once('message', resolve));
  return {
    io,
    client,
    connections,
    get isOpen() {
      return connections[0]?.readyState === 'open';
    },
    async joined() {
      client.send('40');
      await vi.waitFor(() => expect(io.of('/').sockets.size).toBe(1));
    },
    async [Symbol.asyncDispose]() {
      client.terminate();
      await io.close();
    },
  };
}

describe('a connection', () => {
  it('that is not read is closed before much waits for it', async () => {
    await using scene = await stage();
    await scene.joined();
    scene.client.pause();
    const batch = 'x'.repeat(50_000);
    let sent = 0;
    await vi.waitFor(
      () => {
        for (let time = 0; time < 20 && scene.isOpen; time += 1) {
          scene.io.emit('captions', batch);
          sent += batch.length;
        }
        expect(scene.isOpen).toBe(false);
      },
      { interval: 5 },
    );
    // What the kernel's buffers and ours took together.
    expect(sent).toBeLessThan(30_000_000);
  });

  it('gets a broadcast whole, and as one buffer', async () => {
    await using scene = await stage();
    await scene.joined();
    const buffers: number[] = [];
    scene.connections[0]?.on('flush', (packets: { options: { wsPreEncodedFrame: unknown[] } }[]) => {
      for (const { options } of packets) buffers.push(options.wsPreEncodedFrame.length);
    });
    const received: string[] = [];
    scene.client.on('message', (data) => received.push(String(data)));
    const texts = ['Año nuevo', 'x'.repeat(70_000)];
    for (const text of texts) scene.io.emit('captions', text);
    await vi.waitFor(() => expect(received).toHaveLength(2));
    expect(received).toEqual(texts.map((text) => `42${JSON.stringify(['captions', text])}`));
    expect(buffers).toEqual([1, 1]);
  });

  it('that is read gets any amount', async () => {
    await using scene = await stage();
    await scene.joined();
    let received = 0;
    scene.client.on('message', () => {
      received += 1;
    });
    const batch = 'x'.repeat(50_000);
    for (let round = 1; round <= 20; round += 1) {
      for (let time = 0; time < 10; time += 1) scene.io.emit('captions', batch);
      await vi.waitFor(() => expect(received).toBeGreaterThanOrEqual(round * 10));
    }
    expect(scene.isOpen).toBe(true);
  });

  it('takes one answer of any length', async () => {
    await using scene = await stage();
    await scene.joined();
    const got = new Promise<number>((resolve) =>
      scene.client.on('message', (data) => resolve(String(data).length)),
    );
    scene.io.emit('history', 'x'.repeat(3_000_000));
    expect(await got).toBeGreaterThan(3_000_000);
    expect(scene.isOpen).toBe(true);
  });

  it.each([
    ['with a token, more than hundreds of packets', false, 300],
    ['without a token, more than a few', true, 15],
  ])('that sends %s at once is closed', async (_name, isPending, packets) => {
    await using scene = await stage(isPending);
    if (!isPending) await scene.joined();
    for (let time = 0; time < packets; time += 1) scene.client.send(isPending ? '40/nowhere,' : '42["x"]');
    await vi.waitFor(() => expect(scene.isOpen).toBe(false));
  });

  it('that sends as a panel does stays open', async () => {
    await using scene = await stage();
    await scene.joined();
    const heard = vi.fn();
    for (const socket of scene.io.of('/').sockets.values()) socket.on('watch', heard);
    for (let time = 0; time < 100; time += 1) scene.client.send('42["watch"]');
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(100));
    expect(scene.isOpen).toBe(true);
  });
});
