import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Edge {
  readonly from: string;
  readonly to: string;
  /** `import type`, which leaves nothing in the program that runs. */
  readonly isTypeOnly: boolean;
}

let modules: string[] = [];
let edges: Edge[] = [];
let cycles: Pick<Edge, 'from' | 'to'>[] = [];

beforeAll(async () => {
  const { output } = await cruise(['client', 'server', 'shared', 'test'], {
    baseDir: root,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|client/vite\\.config\\.ts)' },
    tsPreCompilationDeps: true,
    detectJSDocImports: false,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json'],
      conditionNames: ['import', 'node', 'types'],
    },
    ruleSet: { forbidden: [{ name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } }] },
  });
  const result = asResult(output);
  modules = result.modules.filter((module) => isOurs(module.source)).map((module) => module.source);
  edges = result.modules.flatMap((module) =>
    module.dependencies.map((dependency) => ({
      from: module.source,
      to: dependency.resolved || dependency.module,
      isTypeOnly: dependency.dependencyTypes.includes('type-only'),
    })),
  );
  cycles = result.modules.flatMap((module) =>
    module.dependencies
      .filter((dependency) => dependency.circular)
      .map((dependency) => ({ from: module.source, to: dependency.resolved })),
  );
}, 60_000);

describe('who may import whom', () => {
  it('is read from the sources', () => {
    expect(modules.length).toBeGreaterThan(80);
    expect(edges.some(({ from, to }) => from === 'server/main.ts' && to === 'server/caption-server.ts')).toBe(
      true,
    );
  });

  it('shared imports nothing', () => {
    expect(imports('shared/', (to) => !to.startsWith('shared/'))).toEqual([]);
  });

  it('client and server never meet', () => {
    expect(imports('client/', (to) => to.startsWith('server/'))).toEqual([]);
    expect(imports('server/', (to) => to.startsWith('client/') && to !== 'client/vite.config.ts')).toEqual(
      [],
    );
  });

  it('the features of the client import no page: panel, home and view import app, app imports features', () => {
    const isPage = (path: string) => /^client\/(app\/|(panel|home|view)\.tsx)/.test(path);
    expect(imports('client/', (to) => isPage(to)).filter(({ from }) => !isPage(from))).toEqual([]);
    expect(imports('client/app/', (to) => /^client\/(panel|home|view)\.tsx/.test(to))).toEqual([]);
  });

  it('client/lib imports no other part of the client', () => {
    expect(imports('client/lib/', (to) => to.startsWith('client/') && !to.startsWith('client/lib/'))).toEqual(
      [],
    );
  });

  it('nothing shipped imports a test', () => {
    for (const side of ['client/', 'server/', 'shared/']) {
      expect(imports(side, (to) => to.startsWith('test/'))).toEqual([]);
    }
  });

  it('the simulator is a second reading of the documents: it imports no product code but shared', () => {
    expect(imports('test/zoom-simulator/', (to) => /^(server|client)\//.test(to))).toEqual([]);
  });

  it('captions know no Zoom, no HTTP, no sockets, no SQL', () => {
    const allowed = (to: string) =>
      /^(shared|server\/captions|server\/lib|node_modules\/lru-cache)\//.test(to) ||
      to === 'server/logger.ts';
    expect(imports('server/captions/', (to) => !allowed(to))).toEqual([]);
  });

  it.each(['http', 'relay', 'zoom', 'translation', 'storage', 'cluster', 'access', 'record', 'export'])(
    'server/%s imports no sibling that is not below it',
    (part) => {
      const below = [
        'captions',
        'config',
        'lib',
        ...(part === 'http' || part === 'relay' ? ['zoom', 'access', 'record', 'export'] : []),
      ];
      const mayImport = new RegExp(`^server/(${[part, ...below].join('|')})/`);
      const isSibling = (to: string) => /^server\/[^/]+\//.test(to) && !mayImport.test(to);
      const siblings = imports(`server/${part}/`, isSibling);
      expect(siblings.filter((edge) => !isPortType(edge))).toEqual([]);
    },
  );

  it('the storage imports types of the ports that it implements, and values of none', () => {
    const port = 'server/zoom/meeting-directory.ts';
    const repository = 'server/storage/repositories/meetings/meeting-repository.ts';
    expect(edges.find(({ from, to }) => from === repository && to === port)?.isTypeOnly).toBe(true);
    const edge = { from: repository, to: port, isTypeOnly: true };
    expect(isPortType(edge)).toBe(true);
    expect(isPortType({ ...edge, isTypeOnly: false })).toBe(false);
    expect(isPortType({ ...edge, to: 'server/relay/limits.ts' })).toBe(false);
    expect(isPortType({ ...edge, from: 'server/relay/limits.ts' })).toBe(false);
  });

  it('only main imports the composition root', () => {
    expect(
      edges.filter(
        ({ from, to }) => to === 'server/caption-server.ts' && !/^(server\/main|test\/)/.test(from),
      ),
    ).toEqual([]);
  });

  it('nobody imports the doctor, which looks at every part', () => {
    const isDoctor = (path: string) => /^(server\/doctor|test)\//.test(path);
    expect(
      imports('', (to) => to.startsWith('server/doctor/')).filter(({ from }) => !isDoctor(from)),
    ).toEqual([]);
  });

  it('has no cycles', () => {
    expect(cycles).toEqual([]);
  });
});

describe('every library has one owner', () => {
  it.each([
    ['express', 'server/http/'],
    ['helmet', 'server/http/'],
    ['ws', 'server/zoom/rtms/'],
    ['socket.io', 'server/relay/'],
    ['@socket.io/redis-adapter', 'server/cluster/'],
    ['@redis/client', 'server/cluster/'],
    ['translate', 'server/translation/'],
    ['kysely', 'server/storage/'],
    ['better-sqlite3', 'server/storage/'],
    ['pg', 'server/storage/'],
    ['pino', 'server/logger.ts'],
    ['prom-client', 'server/observability/'],
    ['express-rate-limit', 'server/http/'],
    ['csv-parse', 'server/record/'],
    ['csv-stringify', 'server/lib/'],
    ['yazl', 'server/export/'],
    ['content-disposition', 'server/http/'],
    ['tar', 'server/translation/engines/local/'],
    ['@zoom/appssdk', 'client/zoom/'],
    ['socket.io-client', 'client/captions/feed/'],
    ['@tanstack/react-virtual', 'client/captions/list/'],
    ['downshift', 'client/languages/'],
    ['qrcode', 'client/share/'],
    ['@formatjs/icu-messageformat-parser', 'client/i18n/compiler/'],
  ])('%s belongs to %s', (library, owner) => {
    const users = edges.filter(
      ({ from, to }) => /^(client|server|shared)\//.test(from) && isPackage(to, library),
    );
    expect(users.filter(({ from }) => !from.startsWith(owner))).toEqual([]);
    expect(users).not.toEqual([]);
  });

  it('the environment is read in one place', async () => {
    const { readFile } = await import('node:fs/promises');
    const readers: string[] = [];
    for (const file of modules.filter((module) => /^(server|shared)\//.test(module))) {
      if ((await readFile(`${root}/${file}`, 'utf8')).includes('process.env')) readers.push(file);
    }
    expect(readers).toEqual(['server/config/config.ts']);
  });
});

function imports(from: string, forbidden: (to: string) => boolean): Edge[] {
  return edges.filter((edge) => edge.from.startsWith(from) && forbidden(edge.to));
}

/** The storage implements ports that Zoom's side and the record declare: it names their types, and imports no value. */
function isPortType({ from, to, isTypeOnly }: Edge): boolean {
  return isTypeOnly && from.startsWith('server/storage/') && /^server\/(zoom|record)\//.test(to);
}

function isPackage(to: string, name: string): boolean {
  // Exports of a package that the resolver does not follow keep the name they were imported by.
  const isNamed = to === name || to.startsWith(`${name}/`);
  return isNamed || to.includes(`node_modules/${name}/`) || to.includes(`node_modules/@types/${name}/`);
}

function isOurs(source: string): boolean {
  return /^(client|server|shared|test)\//.test(source);
}

function asResult(output: ICruiseResult | string): ICruiseResult {
  if (typeof output === 'string') throw new Error('dependency-cruiser was expected to return an object');
  return output;
}
