/**
 * Covers server/config/config-faults.ts, server/config/config-schema.ts, server/config/variable-forms.ts,
 * server/config/local-models-config.ts.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { ConfigError, loadConfig, readEnvironment } from '../../../server/config/config.ts';

const required = {
  CLIENT_ID: 'id',
  CLIENT_SECRET: 'secret',
  ZOOM_SECRET_TOKEN: 'token',
  REDIRECT_URI: 'https://captions.example.com/callback',
};

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

const directories: string[] = [];
afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
});

function directoryWith(dotEnv: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'config-'));
  directories.push(directory);
  writeFileSync(join(directory, '.env'), dotEnv);
  return directory;
}

describe('configuration', () => {
  it.each([
    ['RTMS_ALLOWED_HOSTS', 'https://rtms.example.com/'],
    ['RTMS_ALLOWED_HOSTS', '*'],
    ['PANEL_FRAME_ANCESTORS', "https://zoom.us; script-src 'unsafe-inline'"],
    ['PANEL_FRAME_ANCESTORS', 'http://zoom.us'],
    ['HOST', 'not a host'],
    ['REDIRECT_URI', 'https://captions.example.com/#/callback'],
    ['SOCKET_TRANSPORTS', 'smoke'],
    ['TARGET_LANGUAGE', '!!'],
    ['LOCAL_MODELS_URL', 'ftp://models.example.com'],
    ['LOCAL_MODELS_DOWNLOAD', 'sometimes'],
    ['LOCAL_MAX_MODELS', '0'],
  ])('says in a sentence what is wrong with %s=%s', (variable, value) => {
    const [fault, ...others] = faultsOf({ ...required, [variable]: value });
    expect(fault).toMatch(new RegExp(`^${variable}: (must|"!!" is not) .+\\.$`));
    expect(others).toEqual([]);
  });

  it('accepts hosts and origins in every usual form', () => {
    const { rtms, panelFrameAncestors, host, targetLanguage } = loadConfig({
      ...required,
      RTMS_ALLOWED_HOSTS: '.zoom.us, rtms.example.com:443, 127.0.0.1, localhost, ::1, [::1]:9000',
      PANEL_FRAME_ANCESTORS: "https://zoom.us, https://*.zoom.us 'self' http://127.0.0.1:8080",
      HOST: '::1',
      TARGET_LANGUAGE: 'pt-br',
    });
    expect(rtms.allowedHosts).toHaveLength(6);
    expect(panelFrameAncestors).toHaveLength(4);
    expect([host, targetLanguage]).toEqual(['::1', 'pt-BR']);
  });

  it('reads where translation models lie and come from', () => {
    const { translation } = loadConfig(
      {
        ...required,
        LOCAL_MODELS_DIR: 'models',
        LOCAL_MODELS_URL: 'https://one.example.com/, http://127.0.0.1:8080/models',
        LOCAL_MODELS_DOWNLOAD: 'never',
        LOCAL_MAX_MODELS: '8',
      },
      '/srv/captions',
    );
    expect(translation.local).toEqual({
      directory: '/srv/captions/models',
      mirrors: ['https://one.example.com', 'http://127.0.0.1:8080/models'],
      mayDownload: false,
      maxModels: 8,
    });
  });

  it('reads a .env with a byte order mark and Windows line ends', () => {
    const directory = directoryWith('\uFEFFCLIENT_ID=first\r\nCLIENT_SECRET=second\r\n');
    expect(readEnvironment({}, directory)).toEqual({ CLIENT_ID: 'first', CLIENT_SECRET: 'second' });
  });

  it('needs four variables and has a default for every other', () => {
    expect(loadConfig(required, '/srv/captions')).toMatchObject({
      publicUrl: 'https://captions.example.com',
      port: 3000,
      host: '0.0.0.0',
      targetLanguage: 'es',
      sourceLanguage: { mode: 'auto' },
      translation: {
        engines: ['local', 'google', 'libre', 'apertium'],
        enginesAreExplicit: false,
        local: {
          directory: '/srv/captions/data/models',
          mirrors: undefined,
          mayDownload: true,
          maxModels: 3,
        },
        drafts: 'unmetered',
      },
      databaseUrl: 'sqlite:/srv/captions/data/captions.db',
      retentionHours: 24,
      rtms: { allowedHosts: ['.zoom.us', '.zoomgov.com'], keepAliveMs: 10_000, timeScale: 1 },
      socketTransports: ['websocket', 'polling'],
      maxSocketsPerMeeting: 10_000,
      maxLanguagesPerMeeting: 24,
      autoStart: 'off',
      transcriptFile: undefined,
    });
  });

  it('reports every fault in one go, each by the name of its variable', () => {
    const faults = faultsOf({
      REDIRECT_URI: 'http://captions.example.com/callback',
      PORT: '99999',
      TRANSLATE_ENGINES: 'babelfish',
      PRICES: 'deepl',
      RTMS_TIME_SCALE: '0',
      TRANSCRIPT_FILE: 'sample.txt',
      RETENTION_HOURS: '0',
      DATABASE_URL: 'postgres://db/captions',
    });
    const named = faults.map((fault) => fault.split(':', 1)[0]);
    expect(named.toSorted()).toEqual(
      [
        'CLIENT_ID',
        'CLIENT_SECRET',
        'ZOOM_SECRET_TOKEN',
        'REDIRECT_URI',
        'PORT',
        'TRANSLATE_ENGINES',
        'PRICES',
        'RTMS_TIME_SCALE',
        'TRANSCRIPT_FILE',
        'SESSION_SECRET',
      ].toSorted(),
    );
  });

  it('counts an empty value as unset, in the environment and in .env', () => {
    const directory = directoryWith('PORT=4000\nHOST=127.0.0.1\nLOG_LEVEL=\n');
    const env = readEnvironment({ ...required, PORT: '', HOST: '127.0.0.2' }, directory);
    expect(loadConfig(env)).toMatchObject({ port: 4000, host: '127.0.0.2', logLevel: 'info' });
  });

  it('accepts a missing .env', () => {
    expect(readEnvironment({ PORT: '1' }, '/nowhere')).toEqual({ PORT: '1' });
  });

  it.each([
    ['deepl', 'DEEPL_KEY'],
    ['libre', 'LIBRE_URL'],
    ['openai', 'OPENAI_URL'],
    ['phrasebook', 'PHRASEBOOK_FILE'],
  ])('refuses the engine %s without %s, because it was asked for by name', (engine, variable) => {
    expect(faultsOf({ ...required, TRANSLATE_ENGINES: engine }).join()).toContain(variable);
  });

  it('accepts http for this machine only', () => {
    expect(faultsOf({ ...required, REDIRECT_URI: 'http://127.0.0.1:3000/callback' })).toEqual([]);
    expect(faultsOf({ ...required, PUBLIC_URL: 'http://captions.example.com' })).toHaveLength(1);
  });

  it('reads the three forms of SOURCE_LANGUAGE', () => {
    const source = (SOURCE_LANGUAGE: string) => loadConfig({ ...required, SOURCE_LANGUAGE }).sourceLanguage;
    expect(source('auto')).toEqual({ mode: 'auto' });
    expect(source('pt-br')).toEqual({ mode: 'hint', language: 'pt-BR' });
    expect(source('only:es')).toEqual({ mode: 'only', language: 'es' });
    expect(faultsOf({ ...required, SOURCE_LANGUAGE: 'only:' })).toHaveLength(1);
  });

  it('scales protocol times only against a simulator on this machine', () => {
    expect(faultsOf({ ...required, RTMS_TIME_SCALE: '10' })).toHaveLength(1);
    expect(faultsOf({ ...required, RTMS_TIME_SCALE: '10', RTMS_ALLOWED_HOSTS: '127.0.0.1' })).toEqual([]);
  });

  it('is explained by .env.example, variable by variable', () => {
    const example = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8');
    const source = readFileSync(new URL('../../../server/config/config-schema.ts', import.meta.url), 'utf8');
    const variables = [...source.matchAll(/^ {2}([A-Z][A-Z0-9_]+): /gm)].map(([, name]) => name);
    expect(Object.keys(parseEnv(example)).toSorted()).toEqual([...new Set(variables)].toSorted());
  });

  it('starts from .env.example once the credentials are filled in', () => {
    const example = parseEnv(readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8'));
    expect(faultsOf({ ...example, ...required })).toEqual([]);
  });
});
