import { createServer } from 'node:http';

export interface SilentHttp extends AsyncDisposable {
  readonly url: string;
  /** Requests that have come so far. */
  readonly asked: number;
}

/** Takes every request and never answers, as a Zoom that hangs. */
export async function startSilentHttp(): Promise<SilentHttp> {
  let asked = 0;
  const server = createServer(() => {
    asked += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    get asked() {
      return asked;
    },
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
