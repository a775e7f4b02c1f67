import { describe, expect, it } from 'vitest';
import {
  directionName,
  modelRoute,
  modelTargets,
} from '../../../../../server/translation/engines/local/model-routes.ts';

const directions = [
  'en-es',
  'es-en',
  'en-fr',
  'en-zh',
  'zh-en',
  'en-pt',
  'pt-en',
  'nb-en',
  'sr-en',
  'en-he',
].map((name) => {
  const [from = '', to = ''] = name.split('-');
  return { from, to };
});
const route = (from: string, to: string) => modelRoute(directions, from, to)?.map(directionName);

describe('the models between two languages', () => {
  it.each([
    ['en', 'es', ['en-es']],
    ['en-GB', 'es-419', ['en-es']],
    ['es', 'fr', ['es-en', 'en-fr']],
    ['pt-BR', 'es', ['pt-en', 'en-es']],
    ['no', 'en', ['nb-en']],
    ['zh', 'en', ['zh-en']],
    ['es', 'zh-Hans', ['es-en', 'en-zh']],
    ['sr', 'es', ['sr-en', 'en-es']],
  ])('from %s to %s are %j', (from, to, expected) => {
    expect(route(from, to)).toEqual(expected);
  });

  it.each([
    ['the same language', 'en-US', 'en-GB'],
    ['the same language through English', 'es', 'es-419'],
    ['another script of the target', 'en', 'zh-Hant'],
    ['another script of the source', 'sr-Latn', 'en'],
    ['a language that was not detected', 'und', 'es'],
    ['a language without a model', 'fr', 'en'],
  ])('are none for %s', (_why, from, to) => {
    expect(route(from, to)).toBeUndefined();
  });

  it('offer each target by its tag, and say which is reached through English', () => {
    expect(modelTargets(directions, 'en')).toEqual(
      ['es', 'en', 'fr', 'zh-Hans', 'pt-BR', 'pt-PT', 'he'].map((tag) => ({ tag })),
    );
    expect(modelTargets(directions, 'es')).toContainEqual({ tag: 'fr', via: 'en' });
    expect(modelTargets(directions, 'es')).toContainEqual({ tag: 'en' });
  });
});
