import { createServer, type Server } from 'node:http';
import { routes } from '../../shared/routes.ts';
import type { Config } from '../config/config.ts';
import { explainToOperator } from '../operator-faults.ts';
import { type Finding, fault, good, reasonOf, warning } from './finding.ts';

const ANSWER_LIMIT_MS = 8_000;

/** The Zoom client shows no HTML that lacks one of these; the values are for a page without content. */
const requiredHeaders = {
  'Strict-Transport-Security': 'max-age=31536000',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'",
  'Referrer-Policy': 'same-origin',
} as const;

/** The port, and the public address with the headers that the Zoom client insists on. */
export async function checkAddress(
  config: Pick<Config, 'port' | 'host' | 'zoom'>,
): Promise<readonly Finding[]> {
  const { origin } = new URL(config.zoom.redirectUri);
  if (config.port === 0) {
    const mend = 'Name one: a proxy or a tunnel has to know it.';
    return [warning('PORT', '0 takes a free port at each start.', mend), await reach(origin)];
  }
  const standIn = await listen(config.port, config.host);
  if (!('server' in standIn)) return [await taken(config, standIn.reason), await reach(origin)];
  try {
    return [good('PORT', `${config.port} is free.`), await reach(origin)];
  } finally {
    standIn.server.closeAllConnections();
    await new Promise((resolve) => standIn.server.close(resolve));
  }
}

/** While the captions are not running, this answers in their place, so that proxy and tunnel are checked all the same. */
function listen(
  port: number,
  host: string,
): Promise<{ readonly server: Server } | { readonly reason: unknown }> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html', ...requiredHeaders });
    response.end();
  });
  return new Promise((resolve) => {
    server.once('error', (reason) => resolve({ reason }));
    server.listen(port, host, () => resolve({ server }));
  });
}

async function taken({ port, host }: Pick<Config, 'port' | 'host'>, reason: unknown): Promise<Finding> {
  const here = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host;
  try {
    const response = await fetch(
      `http://${here.includes(':') ? `[${here}]` : here}:${port}${routes.readyz}`,
      {
        signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
      },
    );
    if (response.ok) return good('PORT', `the captions answer on ${port}.`);
  } catch {
    // Not ours.
  }
  const says = explainToOperator(reason)?.replace(/^(PORT|HOST): /, '') ?? `${reasonOf(reason)}.`;
  return fault('PORT', `${port}:`, says);
}

async function reach(origin: string): Promise<Finding> {
  const url = `${origin}${routes.panel}`;
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
    await response.body?.cancel();
    if (response.status !== 200) {
      const mend = 'Let the proxy or tunnel pass everything on to PORT, with no page of its own in front.';
      return fault('REDIRECT_URI', `${url} answers with ${response.status}.`, mend);
    }
    const missing = Object.keys(requiredHeaders).filter((name) => !response.headers.has(name));
    if (missing.length === 0) return good('REDIRECT_URI', `${url} answers, with the four headers.`);
    const mend = 'The Zoom client shows a blank panel without: let the proxy leave our headers as they are.';
    return fault('REDIRECT_URI', `${url} lacks ${missing.join(', ')}.`, mend);
  } catch (error) {
    const mend =
      'Start the proxy or tunnel of that name. Networks that cannot reach themselves have to be asked from outside.';
    return fault('REDIRECT_URI', `${url} does not answer (${reasonOf(error)}).`, mend);
  }
}
