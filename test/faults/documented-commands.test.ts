/** The commands of README.md and docs/, as somebody types them, in a copy of what the repository holds. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../architecture/documents.ts';
import { networkAddress } from '../tools/demo/readers/phone-door.ts';
import { ZoomSimulator } from '../zoom-simulator/zoom-simulator.ts';

/** `npm start` builds everything first. */
const LIMIT_MS = 300_000;

let copy = '';
let zoom: ZoomSimulator;

beforeAll(async () => {
  zoom = await ZoomSimulator.start();
  copy = await mkdtemp(join(tmpdir(), 'documented-'));
  const { stdout } = await promisify(execFile)('git', ['ls-files', '-z'], { cwd: root });
  for (const file of stdout.split('\0').filter((name) => name !== '')) {
    await mkdir(dirname(join(copy, file)), { recursive: true });
    await copyFile(join(root, file), join(copy, file));
  }
  // What `npm ci` makes.
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
});

afterAll(async () => {
  await zoom[Symbol.asyncDispose]();
  await rm(copy, { recursive: true, force: true });
});

/** A group of its own: npm passes no signal on to what it started. */
function start(command: string, env: Readonly<Record<string, string>> = {}): ChildProcess {
  return spawn(command, {
    cwd: copy,
    shell: true,
    detached: true,
    stdio: 'pipe',
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
  });
}

interface Run {
  readonly code: number | null;
  readonly output: string;
}

async function run(command: string, env?: Readonly<Record<string, string>>, typed = ''): Promise<Run> {
  const child = start(command, env);
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += String(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    output += String(chunk);
  });
  child.stdin?.end(typed);
  const [code] = await once(child, 'close');
  return { code, output };
}

/** Waits for an address in the output, asks it, and ends the command. @returns the status. */
async function answers(
  command: string,
  path: string,
  env?: Readonly<Record<string, string>>,
): Promise<number> {
  const child = start(command, env);
  const exited = once(child, 'exit');
  child.stderr?.resume();
  let status = 0;
  if (child.stdout !== null) {
    for await (const line of createInterface({ input: child.stdout })) {
      // The configuration names the addresses of others.
      if (line.startsWith('{') && !line.includes('"msg":"listening"')) continue;
      const url = /http:\/\/[^\s"]+:\d+[^\s"]*/.exec(line)?.[0];
      if (url === undefined || status !== 0) continue;
      status = (await fetch(new URL(path, url.replace('//0.0.0.0', '//127.0.0.1')))).status;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    }
  }
  await exited;
  return status;
}

it('npm run demo -- --help, npm run evaluate -- --help: say what there is', async () => {
  const demo = await run('npm run demo -- --help');
  expect(demo).toMatchObject({ code: 0, output: expect.stringContaining('--network') });
  const evaluate = await run('npm run evaluate -- --help');
  expect(evaluate).toMatchObject({ code: 0, output: expect.stringContaining('--file') });
});

it('node scripts/third-party-notices.mjs writes what the repository holds', async () => {
  expect(await run('node scripts/third-party-notices.mjs')).toMatchObject({ code: 0 });
  const [made, kept] = await Promise.all(
    [copy, root].map((folder) => readFile(join(folder, 'THIRD_PARTY_NOTICES.md'), 'utf8')),
  );
  expect(made).toBe(kept);
});

it('npm run messages leaves the catalog’s types as they are', async () => {
  expect(await run('npm run messages')).toMatchObject({ code: 0 });
  const path = 'client/i18n/message-values.ts';
  expect(await readFile(join(copy, path), 'utf8')).toBe(await readFile(join(root, path), 'utf8'));
}, 120_000);

it(
  'npm run setup, npm run doctor, npm start, node dist/server/main.js, npm run dev',
  async () => {
    const { environment } = zoom;
    const asked = ['CLIENT_ID', 'CLIENT_SECRET', 'ZOOM_SECRET_TOKEN', 'REDIRECT_URI'];
    const surroundings: Record<string, string> = { PORT: '0', HOST: '127.0.0.1' };
    for (const [name, value] of Object.entries(environment))
      if (!asked.includes(name)) surroundings[name] = value;
    const values = [
      ...asked.slice(0, 3).map((name) => environment[name] ?? ''),
      'https://captions.example.com/callback',
    ];
    expect(await run('npm run setup', {}, `${values.join('\n')}\n`)).toMatchObject({ code: 0 });

    // One line for each thing; the public address of this example is nobody's.
    const doctor = await run('npm run doctor', surroundings);
    expect(doctor.output).toMatch(/every variable has its form/);
    expect(doctor.code).toBe(1);

    expect(await answers('npm start', '/readyz', surroundings)).toBe(200);
    expect(await answers('node dist/server/main.js', '/readyz', surroundings)).toBe(200);
    expect(await answers('npm run dev', '/readyz', surroundings)).toBe(200);
  },
  LIMIT_MS,
);

it(
  'npm run demo, npm run demo -- --network: bring a page',
  async () => {
    // No desktop here opens it.
    expect(await answers('npm run demo -- --no-open', '/')).toBe(200);
    const network = 'npm run demo -- --network';
    if (networkAddress() === undefined) {
      expect(await run(`${network} --no-open`)).toMatchObject({ code: 1 });
    } else {
      expect(await answers(`${network} --no-open`, '/reader')).toBe(200);
    }
  },
  LIMIT_MS,
);
