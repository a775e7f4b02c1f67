import { expect, it } from 'vitest';
import { chainFrom, typedAdvice } from './typed-sentences.ts';

it('asks no engine that the environment does not name', () => {
  expect(chainFrom({ PATH: '/bin', CLIENT_SECRET: 'secret', DEEPL_KEY: '' })).toEqual({
    engines: [],
    environment: {},
  });
});

it('takes the engines whose variables are set, and nothing else of the environment', () => {
  const env = {
    DEEPL_KEY: 'key',
    LIBRE_URL: 'http://127.0.0.1:5000/translate',
    DATABASE_URL: 'postgres://x',
  };
  const { DATABASE_URL: _, ...environment } = env;
  expect(chainFrom(env)).toEqual({ engines: ['deepl', 'libre'], environment });
});

it('lets TRANSLATE_ENGINES decide; the phrasebook, models and Apertium have their places already', () => {
  const env = { TRANSLATE_ENGINES: 'phrasebook, local, google,apertium', DEEPL_KEY: 'key' };
  expect(chainFrom(env).engines).toEqual(['google']);
});

it('advises Apertium only where it is missing, and one command for each way', () => {
  const commands = (hasApertium: boolean, hasModels = false) =>
    typedAdvice({ hasApertium, hasModels }).map(({ command }) => command);
  expect(commands(false)[0]).toBe('npm run demo -- --models');
  expect(commands(false, true).join()).not.toMatch(/--models|apertium/);
  expect(commands(false)).toContain('sudo apt-get install apertium apertium-eng-spa');
  expect(commands(true).join()).not.toContain('apertium');
  expect(new Set(commands(false)).size).toBe(commands(false).length);
});
