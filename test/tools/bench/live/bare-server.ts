/** The baselines: a bare `ws` and a bare Socket.IO server that pass the speaker's bytes on to the readers of one room, and do nothing else. */
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { type WebSocket, WebSocketServer } from 'ws';

const rooms = new Map<string, Set<WebSocket>>();
const http = createServer();
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false, serveClient: false });
const bare = new WebSocketServer({ noServer: true, perMessageDeflate: false });
const speaker = new WebSocketServer({ noServer: true, perMessageDeflate: false });

io.on('connection', (socket) => {
  socket.on('watch', (room: string, acknowledge: () => void) => {
    void socket.join(room);
    acknowledge();
  });
});
bare.on('connection', (socket) => {
  socket.once('message', (room) => {
    const members = rooms.get(String(room)) ?? new Set();
    rooms.set(String(room), members.add(socket));
    socket.on('close', () => members.delete(socket));
    socket.send('joined');
  });
});
// A frame is `socket.io` or `ws`, a blank, the room, a blank, and the bytes.
speaker.on('connection', (socket) => {
  socket.on('message', (frame) => {
    const [, kind = '', room = '', bytes = ''] = /^(\S+) (\S+) (.*)$/su.exec(String(frame)) ?? [];
    if (kind === 'socket.io') io.to(room).emit('captions', JSON.parse(bytes));
    else for (const member of rooms.get(room) ?? []) member.send(bytes);
  });
});

http.on('upgrade', (request, socket, head) => {
  const server = request.url === '/ws' ? bare : request.url === '/speaker' ? speaker : undefined;
  server?.handleUpgrade(request, socket, head, (client) => server.emit('connection', client));
});
http.listen(0, '127.0.0.1', () => {
  const address = http.address();
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  process.stdout.write(`${JSON.stringify({ msg: 'listening', url: `http://127.0.0.1:${address.port}` })}\n`);
});
process.on('SIGTERM', () => process.exit(0));
