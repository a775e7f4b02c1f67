/** What the documents name must exist: files, folders, links, scripts, variables, and the packages that ship. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { webpChunks } from '../tools/pictures/animated-webp.ts';
import { documents, read, root } from './documents.ts';

const folders = ['client', 'server', 'shared', 'test', 'docs', 'ops', 'scripts', '.ci'];
const sources = folders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name)),
);
const names = new Set([...sources.map((path) => basename(path)), ...readdirSync(root)]);

describe.each(documents)('%s', (document) => {
  const text = read(document);
  const spans = [...text.replaceAll(/^```.*?^```/gms, '').matchAll(/`([^`\n]+)`/g)].map(
    ([, span = '']) => span,
  );

  it('names files and folders that exist', () => {
    const inRepository = spans.filter((span) =>
      /^(client|server|shared|test|docs|ops|scripts|\.ci)\/[\w./-]*$/.test(span),
    );
    const bareNames = spans.filter((span) =>
      /^\.?[\w-][\w.-]*\.(tsx?|mjs|json|md|css|html|png|example)$/.test(span),
    );
    const missing = [
      ...inRepository.filter((path) => !existsSync(join(root, path))),
      ...bareNames.filter((name) => !names.has(name)),
    ];
    expect(missing).toEqual([]);
  });

  it('links to what exists', () => {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)|<img src="([^"]+)"/g)].map(
      ([, link, image]) => link ?? image ?? '',
    );
    const ours = links
      .filter((link) => !/^(https?:|#)/.test(link))
      .map((link) => link.split('#', 1)[0] ?? '');
    const missing = ours.filter((link) => !existsSync(join(root, normalize(join(dirname(document), link)))));
    expect(missing).toEqual([]);
  });

  it('names scripts that package.json has', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read('package.json')));
    const named = [...text.matchAll(/npm (?:run ([\w:-]+)|(test|start)\b)/g)].map(
      ([, run, short]) => run ?? short ?? '',
    );
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('names variables and constants that the sources know', () => {
    const named = spans.flatMap((span) => /^([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?:=.*)?$/.exec(span)?.[1] ?? []);
    const known = [
      read('.env.example'),
      read('compose.yaml'),
      ...sources.filter((path) => /\.(ts|tsx)$/.test(path)).map((path) => readFileSync(path, 'utf8')),
    ].join('\n');
    expect(named.filter((name) => !new RegExp(`\\b${name}\\b`).test(known))).toEqual([]);
  });
});

it('every page of docs/ is a document of these rules, and README.md leads to it', () => {
  const pages = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
  expect(pages.filter((name) => !documents.includes(`docs/${name}`))).toEqual([]);
  const linked = (path: string) =>
    [...read(path).matchAll(/\]\((?:docs\/)?([\w-]+\.md)\)/g)].map(([, name]) => name);
  const fromReadme = linked('README.md');
  const reached = new Set([
    ...fromReadme,
    ...fromReadme.flatMap((name) => (pages.includes(name ?? '') ? linked(`docs/${name}`) : [])),
  ]);
  expect(pages.filter((name) => !reached.has(name))).toEqual([]);
});

it('README.md says what no real Zoom meeting has proven, and moves for half a minute in less than 3 MB', () => {
  expect(read('README.md')).toMatch(/^## Not proven without a real Zoom meeting$/m);
  const film = readFileSync(join(root, 'docs/pictures/demo.webp'));
  expect(film.length).toBeLessThan(3_000_000);
  const frames = webpChunks(film).filter(({ name }) => name === 'ANMF');
  const lengthMs = frames.reduce((sum, { data }) => sum + data.readUIntLE(12, 3), 0);
  expect(frames.length).toBeGreaterThan(15);
  expect(lengthMs).toBeGreaterThan(15_000);
  expect(lengthMs).toBeLessThan(45_000);
});

it('shows every picture of docs/pictures/, and none that is not there', () => {
  const shown = documents.flatMap((path) =>
    [...read(path).matchAll(/pictures\/([\w-]+\.(?:png|svg|webp))/g)].map(([, name]) => name),
  );
  expect([...new Set(shown)].sort()).toEqual(readdirSync(join(root, 'docs/pictures')).sort());
});

it('docs/running-against-zoom.md lists the calls, scopes and addresses of the manifest', () => {
  const manifest = z
    .object({
      oauth_information: z.object({ scopes: z.array(z.object({ scope: z.string() })) }),
      features: z.object({
        in_client_feature: z.object({ zoom_app_api: z.object({ zoom_app_apis: z.array(z.string()) }) }),
      }),
    })
    .parse(JSON.parse(read('docs/zoom-app-manifest.json')));
  const steps = read('docs/running-against-zoom.md');
  const wanted = [
    ...manifest.oauth_information.scopes.map(({ scope }) => scope),
    ...manifest.features.in_client_feature.zoom_app_api.zoom_app_apis,
  ];
  expect(wanted.filter((name) => !steps.includes(`\`${name}\``))).toEqual([]);
});

it('THIRD_PARTY_NOTICES.md lists what ships; `node scripts/third-party-notices.mjs` writes it anew', () => {
  const lock = z
    .object({
      packages: z.record(
        z.string(),
        z.object({
          version: z.string().optional(),
          dev: z.boolean().optional(),
          devOptional: z.boolean().optional(),
          optional: z.boolean().optional(),
        }),
      ),
    })
    .parse(JSON.parse(read('package-lock.json')));
  const shipped = Object.entries(lock.packages).filter(
    ([path, entry]) => path !== '' && !entry.dev && !entry.devOptional && !entry.optional,
  );
  expect(shipped.length).toBeGreaterThan(20);
  const notices = read('THIRD_PARTY_NOTICES.md');
  const missing = shipped
    .map(
      ([path, { version = '' }]) =>
        `| ${path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)} | ${version} |`,
    )
    .filter((row) => !notices.includes(row));
  expect(missing).toEqual([]);
});
