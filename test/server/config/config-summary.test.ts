import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../server/config/config.ts';
import { environmentSchema } from '../../../server/config/config-schema.ts';
import { configSummary } from '../../../server/config/config-summary.ts';

const required = {
  CLIENT_ID: 'client-id',
  CLIENT_SECRET: 'client-secret-of-the-app',
  ZOOM_SECRET_TOKEN: 'token-of-the-webhooks',
  REDIRECT_URI: 'https://captions.example.com/callback',
};

function summary(environment: Record<string, string> = {}) {
  const all = { ...required, ...environment };
  return configSummary(all, loadConfig(all, '/srv/captions'));
}

/** Longer than anything the summary holds by itself. */
const secret = fc.stringMatching(/^[A-Za-z0-9]{20,40}$/);

describe('the configuration in the log', () => {
  it('names every variable that is set, and the defaults of the others', () => {
    const { set, defaults } = summary({ PORT: '8080', RETENTION_HOURS: '48' });
    expect(set).toMatchObject({ CLIENT_ID: 'client-id', PORT: '8080', RETENTION_HOURS: '48' });
    expect(defaults).toMatchObject({ HOST: '0.0.0.0', TRUST_PROXY: 0, RETENTION_MAX_HOURS: 720 });
    expect(defaults).not.toHaveProperty('PORT');
  });

  it('knows every variable of the schema', () => {
    const values = Object.fromEntries(Object.keys(environmentSchema.shape).map((name) => [name, 'x']));
    const { set } = configSummary(values, loadConfig(required));
    expect(Object.keys(set).toSorted()).toEqual(Object.keys(values).toSorted());
  });

  it('has the public address, and where the database is', () => {
    expect(summary()).toMatchObject({
      publicUrl: 'https://captions.example.com',
      database: { kind: 'sqlite', file: '/srv/captions/data/captions.db' },
    });
    const DATABASE_URL = 'postgres://captions:hidden@db.internal:6543/live?sslmode=require';
    const { database, set } = summary({ DATABASE_URL, SESSION_SECRET: 'a'.repeat(32) });
    expect(database).toEqual({ kind: 'postgres', host: 'db.internal:6543', name: 'live' });
    expect(set).toMatchObject({ DATABASE_URL: 'postgres://db.internal:6543' });
  });

  it.each([
    'CLIENT_SECRET',
    'ZOOM_SECRET_TOKEN',
    'DEEPL_KEY',
    'LIBRE_KEY',
    'OPENAI_KEY',
    'SESSION_SECRET',
    'METRICS_TOKEN',
  ])('says that %s is set, never its value', (variable) => {
    fc.assert(
      fc.property(secret, (value) => {
        const entry = summary({ [variable]: value });
        expect(JSON.stringify(entry)).not.toContain(value);
        expect(entry.set).toHaveProperty(variable, '[set]');
      }),
      { numRuns: 20 },
    );
  });

  it.each([
    'GOOGLE_URL',
    'DEEPL_URL',
    'LIBRE_URL',
    'OPENAI_URL',
    'LOCAL_MODELS_URL',
    'ZOOM_OAUTH_URL',
    'ZOOM_API_URL',
    'REDIRECT_URI',
    'PUBLIC_URL',
  ])('shows of %s no user, password, path or query', (variable) => {
    fc.assert(
      fc.property(secret, secret, secret, (user, password, key) => {
        const url = `https://${user}:${password}@service.example.com:8443/${key}/callback?key=${key}`;
        const text = JSON.stringify(summary({ [variable]: url }));
        for (const value of [user, password, key]) expect(text).not.toContain(value);
        expect(text).toContain('https://service.example.com:8443');
      }),
      { numRuns: 20 },
    );
  });

  it('shows no part of a password of DATABASE_URL, percent-encoded or not', () => {
    const part = fc.stringMatching(/^5[1-9]{4}$/); // A valid port: the border of the host moves.
    const sign = fc.constantFrom('', '@', '#', '/', '?', ':', ',', '%40');
    fc.assert(
      fc.property(part, sign, part, (first, between, last) => {
        const DATABASE_URL = `postgres://captions:${first}${between}${last}@db.internal/live`;
        const text = JSON.stringify(summary({ DATABASE_URL, SESSION_SECRET: 'a'.repeat(32) }));
        for (const value of [first, last]) expect(text).not.toContain(value);
      }),
    );
  });
});
