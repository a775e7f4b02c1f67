/** The Dockerfile and compose.yaml beside the program: variables, ports, files and health checks. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DockerfileParser } from 'dockerfile-ast';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { ConfigError, loadConfig } from '../../server/config/config.ts';
import { environmentSchema } from '../../server/config/config-schema.ts';
import { read, root } from './documents.ts';

const service = z.strictObject({
  build: z.string().optional(),
  image: z.string(),
  restart: z.string(),
  stop_grace_period: z.string().optional(),
  env_file: z.string().optional(),
  environment: z.record(z.string(), z.string()).default({}),
  command: z.array(z.string()).optional(),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).default({}),
  healthcheck: z.object({ test: z.array(z.string()).min(2) }).optional(),
});
const compose = z
  .object({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.null()) })
  .parse(parse(read('compose.yaml')));
const services = Object.entries(compose.services);
const nodes = services.filter(([, { build }]) => build !== undefined);
const proxy = compose.services.proxy;

const instructions = DockerfileParser.parse(read('Dockerfile')).getInstructions();
const lastStage = instructions.slice(instructions.findLastIndex((one) => one.getKeyword() === 'FROM'));
const argumentsOf = (keyword: string) =>
  lastStage.filter((one) => one.getKeyword() === keyword).map((one) => one.getArgumentsContent() ?? '');

describe('compose.yaml', () => {
  it('gives nodes variables that the server knows, and a configuration without a fault', () => {
    expect(nodes.map(([name]) => name)).toEqual(['node-1', 'node-2']);
    for (const [, { environment }] of nodes) {
      const known = Object.keys(environmentSchema.shape);
      expect(Object.keys(environment).filter((name) => !known.includes(name))).toEqual([]);
      const fromFile = {
        CLIENT_ID: 'id',
        CLIENT_SECRET: 'secret',
        ZOOM_SECRET_TOKEN: 'token',
        REDIRECT_URI: 'https://captions.example.com/callback',
        SESSION_SECRET: 'a'.repeat(32),
        TRANSCRIPT_FILE: 'sample.txt',
      };
      const given = Object.entries(environment).map(([name, value]) => [name, interpolated(value)]);
      expect(faultsOf({ ...fromFile, ...Object.fromEntries(given) })).toEqual([]);
    }
  });

  it('has the proxy in front of every node, at the port it listens on, and publishes no other', () => {
    const addresses = nodes.map(([name, { environment }]) => `${name}:${environment.PORT}`);
    expect(proxy?.environment.NODES?.split(' ')).toEqual(addresses);
    expect(services.filter(([, { ports }]) => ports.length > 0).map(([name]) => name)).toEqual(['proxy']);
    const used = [...read('ops/caddy/Caddyfile').matchAll(/\{\$(\w+)/g)].map(([, name]) => name);
    expect(new Set(used)).toEqual(new Set(Object.keys(proxy?.environment ?? {})));
  });

  it('mounts files that exist, volumes that are declared, and needs what it waits for', () => {
    const sources = services.flatMap(([, { volumes }]) =>
      volumes.map((volume) => volume.split(':')[0] ?? ''),
    );
    const [files, named] = [
      sources.filter((path) => path.startsWith('.')),
      sources.filter((path) => !path.startsWith('.')),
    ];
    expect(files.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(new Set(named)).toEqual(new Set(Object.keys(compose.volumes)));
    const awaited = new Set(services.flatMap(([, { depends_on }]) => Object.keys(depends_on)));
    const checked = services
      .filter(([, one]) => one.healthcheck !== undefined || one.build !== undefined)
      .map(([name]) => name);
    expect(awaited).toEqual(new Set(checked));
  });

  it('pins every image that it does not build', () => {
    const images = services.filter(([, { build }]) => build === undefined).map(([, { image }]) => image);
    expect(images.filter((image) => !/^[a-z]+:\d+\.\d+(\.\d+)?$/.test(image))).toEqual([]);
  });
});

describe('the Dockerfile', () => {
  it('builds every stage on one pinned version of Node', () => {
    const bases = instructions
      .filter((one) => one.getKeyword() === 'FROM')
      .map((one) => one.getArgumentsContent()?.split(' ')[0] ?? '')
      .filter((base) => base.startsWith('node:'));
    expect(new Set(bases).size).toBe(1);
    expect(bases[0]).toMatch(/^node:\d+\.\d+\.\d+-bookworm-slim$/);
  });

  it('runs the server as nobody special, without build tools, at its default port', () => {
    expect(argumentsOf('USER')).toEqual(['1000:1000']);
    expect(argumentsOf('EXPOSE')).toEqual([String(environmentSchema.shape.PORT.parse(undefined))]);
    expect(argumentsOf('CMD')).toEqual(['["node", "dist/server/main.js"]']);
    expect(argumentsOf('RUN').join()).not.toMatch(/apt-get|npm/);
    expect(argumentsOf('VOLUME')).toEqual(['/app/data']);
  });

  it('checks its health by a script that it holds', () => {
    const [check = ''] = argumentsOf('HEALTHCHECK');
    const script = /scripts\/[\w.]+/.exec(check)?.[0] ?? '';
    expect(existsSync(join(root, script))).toBe(true);
    expect(argumentsOf('COPY').some((copied) => copied.startsWith(script))).toBe(true);
    expect(read('.dockerignore')).toContain(`!${script}`);
  });
});

/** As Compose does it, with a value for what `.env` must hold. */
function interpolated(value: string): string {
  return value.replaceAll(/\$\{\w+:\?[^}]*\}/g, 'given');
}

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    loadConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}
