import { createServer } from 'node:net';

/** A port of loopback on which nothing listens now. Another process may take it: whoever listens there tries again. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  if (address === null || typeof address === 'string') throw new Error('This machine gave no free port.');
  return address.port;
}
