// Runs the instructions of the Dockerfile: image-steps.mjs <empty folder>. One folder stands for the root of each stage.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, dirname, join, posix } from 'node:path';
import { createInterface } from 'node:readline';
import { parseEnv } from 'node:util';
import dockerignore from '@balena/dockerignore';
import { DockerfileParser } from 'dockerfile-ast';

const [work] = process.argv.slice(2);
const isRoot = process.getuid() === 0;
const fail = (message) => {
  throw new Error(message);
};

/** The build context: what the repository holds, less what .dockerignore keeps out. */
function makeContext() {
  const ignore = dockerignore().add(readFileSync('.dockerignore', 'utf8'));
  // What a working copy may hold besides.
  const secrets = ['.env', 'data/captions.db', 'data/session.key', 'sample.txt', '.git/config'];
  const unwanted = [...secrets, 'node_modules/x/x.js', 'dist/server/main.js', 'test/vitest.config.ts'];
  const passed = unwanted.filter((file) => !ignore.ignores(file));
  if (passed.length > 0) fail(`.dockerignore lets ${passed.join(', ')} into the image`);
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
  }).split('\0');
  const context = join(work, 'context');
  for (const file of ignore.filter(files.filter((name) => name !== '' && existsSync(name))))
    cpSync(file, join(context, file));
  return context;
}

/** One argument of an instruction as it stands, quotes and line breaks resolved. */
const words = (instruction) => instruction.getArguments().map((argument) => argument.getValue());
const json = (instruction) =>
  instruction.getJSONStrings().map((string) => string.getJSONValue() ?? fail('not in the JSON form'));

const stages = new Map();
const context = makeContext();
let stage;

const steps = {
  FROM: (instruction) => {
    const name = instruction.getBuildStage() ?? 'last';
    stage = { root: join(work, 'stages', name), directory: '/', env: {}, name };
    const base = stages.get(instruction.getImage());
    if (base !== undefined) {
      copy(base.root, stage.root);
      stage.directory = base.directory;
    } else {
      const wanted = /^node:(\d+\.\d+\.\d+)-bookworm-slim$/.exec(instruction.getImage());
      if (wanted === null) fail(`the base image ${instruction.getImage()} is not pinned`);
      if (process.versions.node.split('.')[0] !== wanted[1].split('.')[0])
        console.log(`  with Node ${process.version} in place of ${wanted[1]}`);
      mkdirSync(stage.root, { recursive: true });
    }
    stages.set(name, stage);
  },
  WORKDIR: (instruction) => {
    stage.directory = posix.resolve(stage.directory, words(instruction)[0]);
    mkdirSync(place(stage.directory), { recursive: true });
  },
  ENV: (instruction) => {
    for (const property of instruction.getProperties()) stage.env[property.getName()] = property.getValue();
  },
  COPY: (instruction) => {
    const from = instruction.getFromFlag()?.getValue();
    const source = from === undefined ? context : (stages.get(from)?.root ?? fail(`no stage ${from}`));
    const [target, ...sources] = words(instruction).toReversed();
    const destination = place(target);
    for (const path of sources) {
      const found = join(source, path);
      const isFolder = statSync(found).isDirectory();
      // As Docker has it: of a folder the content is copied, and a file goes into what ends in a slash.
      const into = isFolder || !target.endsWith('/') ? destination : join(destination, basename(path));
      copy(found, into);
    }
  },
  RUN: (instruction) => {
    const line = instruction.getArgumentsContent();
    const packages = /^apt-get update && apt-get install -y --no-install-recommends ([\w+. -]+)$/.exec(line);
    if (packages !== null) {
      // The packages of this machine are left as they are: whether apt would install these is asked.
      shell(`apt-get install --simulate -q --no-install-recommends ${packages[1]}`);
      return;
    }
    if (/\bchown\b|install .*-o/.test(line) && !isRoot) {
      console.log('  not proven here: only root gives a folder to another user');
      shell(line.replaceAll(/ -[og] \d+/g, ''));
      return;
    }
    shell(line);
  },
  USER: (instruction) => {
    const [uid, gid] = words(instruction)[0].split(':').map(Number);
    stage.user = { uid, gid };
  },
  VOLUME: () => {},
  EXPOSE: (instruction) => {
    stage.port = words(instruction)[0];
  },
  HEALTHCHECK: (instruction) => {
    stage.healthcheck = JSON.parse(instruction.getArgumentsContent().replace(/^CMD /, ''));
  },
  CMD: (instruction) => {
    stage.command = json(instruction);
  },
};

/** By links, which take no time: what changes a file afterwards writes it anew. */
function copy(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  const what = statSync(from).isDirectory() ? join(from, '.') : from;
  execFileSync('cp', ['-al', what, to]);
}

function place(path) {
  return join(stage.root, posix.resolve(stage.directory, path));
}

/** Nothing of this machine's environment but what finds programs and npm's cache. */
function environment(more = {}) {
  const npm = Object.entries(process.env).filter(([name]) => name.startsWith('npm_config_'));
  return {
    PATH: process.env.PATH,
    HOME: join(work, 'home'),
    ...Object.fromEntries(npm),
    ...stage.env,
    ...more,
  };
}

function shell(line) {
  const options = { cwd: place('.'), env: environment(), encoding: 'utf8' };
  const { status, stdout, stderr } = spawnSync('sh', ['-ec', line], options);
  if (status !== 0) fail(`RUN ${line}\n${stdout}${stderr}`);
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts the image's CMD as its USER, and runs its HEALTHCHECK before and after the end. */
async function runImage() {
  const as = isRoot ? stage.user : {};
  if (!isRoot) console.log('  as this user, who is not root, in place of the image’s');
  const port = await freePort();
  // As `docker run --env-file` gives a filled-in copy of the example to the process.
  const settings = {
    ...parseEnv(readFileSync('.env.example', 'utf8')),
    TRANSCRIPT_FILE: 'data/sample.txt',
    PORT: String(port),
    CLIENT_ID: 'id',
    CLIENT_SECRET: 'secret',
    ZOOM_SECRET_TOKEN: 'token',
    REDIRECT_URI: 'https://captions.example.com/callback',
    LOCAL_MODELS_DOWNLOAD: 'never',
  };
  const env = { PATH: process.env.PATH, ...stage.env, ...settings };
  const options = { cwd: place('.'), env, ...as };
  const check = () => spawnSync(stage.healthcheck[0], stage.healthcheck.slice(1), options).status;
  if (check() === 0) fail('the HEALTHCHECK passes without a server');
  const child = spawn(stage.command[0], stage.command.slice(1), {
    ...options,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout }))
    if (JSON.parse(line).msg === 'listening') break;
  child.stdout.resume();
  try {
    if (check() !== 0) fail('the HEALTHCHECK fails');
    for (const path of ['/healthz', '/readyz', '/panel', '/home', firstAsset()]) {
      const { status } = await fetch(`http://127.0.0.1:${port}${path}`);
      console.log(`  ${path}: ${status}`);
      if (status !== 200) fail(`${path} answers ${status}`);
    }
  } finally {
    child.kill('SIGTERM');
  }
  const [code] = await exited;
  if (code !== 0) fail(`SIGTERM ended the server with ${code}`);
  if (check() === 0) fail('the HEALTHCHECK passes after the end');
}

function firstAsset() {
  return `/assets/${readdirSync(place('dist/client/assets')).find((name) => name.endsWith('.js'))}`;
}

/** What the last stage must not hold or allow. */
function inspectImage() {
  const tools = ['typescript', 'vite', 'tsx', 'vitest', 'playwright-core'].map(
    (name) => `node_modules/${name}`,
  );
  const found = [...tools, 'test', 'server', 'client', '.env'].filter((path) => existsSync(place(path)));
  if (found.length > 0) fail(`the image holds ${found.join(', ')}`);
  if (stage.user === undefined || stage.user.uid === 0) fail('the image runs as root');
  const write = `try { require('node:fs').writeFileSync('package.json', ''); } catch { process.exit(7); }`;
  if (isRoot && spawnSync('node', ['-e', write], { cwd: place('.'), ...stage.user }).status !== 7)
    fail('the server may change its own program');
  const size = execFileSync('du', ['-sm', stage.root], { encoding: 'utf8' }).split('\t')[0];
  console.log(`  ${size} MB besides the base image`);
}

mkdirSync(join(work, 'home'));
for (const instruction of DockerfileParser.parse(readFileSync('Dockerfile', 'utf8')).getInstructions()) {
  const keyword = instruction.getKeyword();
  const began = performance.now();
  (steps[keyword] ?? fail(`${keyword} is not known here`))(instruction);
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  console.log(`${stage.name}: ${keyword} ${instruction.getArgumentsContent() ?? ''} (${seconds} s)`);
}
inspectImage();
await runImage();
