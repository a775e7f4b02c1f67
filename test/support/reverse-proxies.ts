/** The reverse proxies of ops/ as the real programs of this machine, at https on a free port of loopback. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { freePort } from './free-port.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface ReverseProxy extends AsyncDisposable {
  readonly url: string;
  /** Everything that it has written so far: requests and errors. */
  logged(): string;
}

export interface ProxyKind {
  readonly name: string;
  readonly installed: boolean;
  /** @param nodes `host:port` of each node. @param edit changes the configuration for one story. */
  start(nodes: readonly string[], edit?: (configuration: string) => string): Promise<ReverseProxy>;
}

/** Debian keeps nginx where only root's PATH looks. */
const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` };

export const proxyKinds: readonly ProxyKind[] = [
  { name: 'nginx', installed: runs('nginx', '-v') && runs('openssl', 'version'), start: startNginx },
  { name: 'Caddy', installed: runs('caddy', 'version'), start: startCaddy },
];

/** The head of an answer through a proxy, whose certificate nobody vouches for. @param options `localAddress`: who asks. */
export async function ask(
  url: string,
  options: RequestOptions = {},
  body: readonly Buffer[] = [],
): Promise<IncomingMessage> {
  const message = await open(url, options, body);
  message.resume();
  await once(message, 'close');
  return message;
}

/** As `ask`, with a body that is still to be read. */
export async function open(
  url: string,
  options: RequestOptions = {},
  body: readonly Buffer[] = [],
): Promise<IncomingMessage> {
  const sent = request(url, { rejectUnauthorized: false, agent: false, ...options });
  for (const chunk of body) sent.write(chunk);
  sent.end();
  const [message]: IncomingMessage[] = await once(sent, 'response');
  if (message === undefined) throw new Error('no answer');
  return message;
}

function ops(path: string): string {
  return fileURLToPath(new URL(`../../ops/${path}`, import.meta.url));
}

function runs(program: string, argument: string): boolean {
  try {
    execFileSync(program, [argument], { env, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Every replacement must find its text, so that the file that is tested is the file of ops/. */
function replaced(text: string, pairs: Readonly<Record<string, string>>): string {
  return Object.entries(pairs).reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`The configuration does not hold: ${from}`);
    return before.replaceAll(from, to);
  }, text);
}

async function startNginx(
  nodes: readonly string[],
  edit: (configuration: string) => string = (same) => same,
): Promise<ReverseProxy> {
  const folder = await temporaryFolder();
  const inside = (name: string) => join(folder.path, name);
  const [port, plainPort] = [await freePort(), await freePort()];
  const name = ['-subj', '/CN=localhost', '-keyout', inside('key.pem'), '-out', inside('cert.pem')];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
  execFileSync('openssl', ['req', '-x509', ...key, ...name], { stdio: 'ignore' });
  const server = (node: string) => `server ${node} max_fails=1 fail_timeout=2s;`;
  const captions = replaced(readFileSync(ops('nginx/captions.conf'), 'utf8'), {
    'server 127.0.0.1:3000 max_fails=1 fail_timeout=2s;': nodes.map(server).join('\n    '),
    'captions.example.com': 'localhost',
    'listen 80;': `listen 127.0.0.1:${plainPort};`,
    'listen 443 ssl http2;': `listen 127.0.0.1:${port} ssl http2;`,
    '/etc/ssl/captions/fullchain.pem': inside('cert.pem'),
    '/etc/ssl/captions/privkey.pem': inside('key.pem'),
    '/var/log/nginx/captions.log': inside('access.log'),
    '/var/log/nginx/captions-error.log': inside('error.log'),
  });
  writeFileSync(inside('captions.conf'), edit(captions));
  mkdirSync(inside('temp'));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (use) => `${use}_temp_path ${inside(`temp/${use}`)};`,
  );
  const main = `daemon off; master_process off; error_log stderr; pid ${inside('pid')};
events { worker_connections 512; }
http { ${temporary.join(' ')} include ${inside('captions.conf')}; }`;
  writeFileSync(inside('nginx.conf'), main);
  return running(
    spawn('nginx', ['-p', folder.path, '-c', inside('nginx.conf')], { env, stdio: 'ignore' }),
    `https://localhost:${port}`,
    folder,
    [inside('access.log'), inside('error.log')],
  );
}

async function startCaddy(
  nodes: readonly string[],
  edit: (configuration: string) => string = (same) => same,
): Promise<ReverseProxy> {
  const folder = await temporaryFolder();
  const port = await freePort();
  const url = `https://localhost:${port}`;
  // A certificate of its own instead of one from the internet, and no port 80.
  const alone = `admin off
	local_certs
	skip_install_trust
	auto_https disable_redirects
	default_bind 127.0.0.1
	storage file_system ${folder.path}`;
  const captions = readFileSync(ops('caddy/Caddyfile'), 'utf8');
  const file = join(folder.path, 'Caddyfile');
  writeFileSync(file, edit(replaced(captions, { '\n{\n': `\n{\n\t${alone}\n` })));
  const log = join(folder.path, 'log');
  const child = spawn('caddy', ['run', '--config', file, '--adapter', 'caddyfile'], {
    env: { ...env, HOME: folder.path, SITE_ADDRESS: url, NODES: nodes.join(' ') },
    stdio: ['ignore', 'ignore', openSync(log, 'a')],
  });
  return running(child, url, folder, [log]);
}

async function running(
  child: ChildProcess,
  url: string,
  folder: AsyncDisposable,
  logs: readonly string[],
): Promise<ReverseProxy> {
  const exited = once(child, 'exit');
  const proxy = {
    url,
    logged: () => logs.map((log) => readFileSync(log, 'utf8')).join(''),
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await exited;
      await folder[Symbol.asyncDispose]();
    },
  };
  try {
    await vi.waitFor(
      async () => {
        if (child.exitCode !== null) throw new Error(`The proxy ended with ${child.exitCode}.`);
        const { statusCode } = await ask(`${url}/healthz`);
        if (statusCode !== 200) throw new Error(`The proxy answers ${statusCode}.`);
      },
      { timeout: 10_000, interval: 20 },
    );
    return proxy;
  } catch (error) {
    await proxy[Symbol.asyncDispose]();
    throw error;
  }
}
