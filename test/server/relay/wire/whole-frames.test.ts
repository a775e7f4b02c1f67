/** Over the real Socket.IO, whose step that makes the frame is no part of its interface: a release may change it. */
import { createServer } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import { expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { createPanelIo } from '../../../../server/relay/panel-io.ts';
import { sendWholeFrames } from '../../../../server/relay/wire/whole-frames.ts';

/** A server with one socket in a room, and the texts that come to it. */
async function stage() {
  const http = createServer();
  const io = createPanelIo(['websocket']);
  io.attach(http);
  io.on('connection', (socket) => void socket.join('room'));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const client = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`);
  const texts: string[] = [];
  client.on('message', (data) => {
    const text = String(data);
    texts.push(text);
    if (text.startsWith('0')) client.send('40');
  });
  await vi.waitFor(() => expect(texts.some((text) => text.startsWith('40'))).toBe(true));
  return {
    io,
    texts,
    [Symbol.asyncDispose]: async () => {
      client.terminate();
      await io.close();
    },
  };
}

it('writes a broadcast to each socket as one buffer, and the text arrives whole', async () => {
  await using server = await stage();
  const words = 'Grüße an alle. '.repeat(20);
  const write = vi.spyOn(Socket.prototype, 'write');
  server.io.to('room').emit('ended', { code: 'server-draining', message: words });
  const writes = write.mock.calls.length;
  write.mockRestore();
  await vi.waitFor(() => expect(server.texts.at(-1)).toContain(words));
  expect(writes).toBe(1);
});

it('leaves an adapter alone that makes no frames', () => {
  const adapter = {};
  sendWholeFrames(adapter);
  expect(adapter).toEqual({});
});
