/** Covers client/views/view-values.ts. */
import { describe, expect, it } from 'vitest';
import {
  defaultSettings,
  readViewSettings,
  resized,
  writtenValue,
} from '../../../client/views/view-settings.ts';

const overlay = (query: string) => readViewSettings(new URLSearchParams(query), 'overlay');

describe('the address of a view', () => {
  it.each(['projector', 'overlay'] as const)('without parameters is the %s as it comes', (kind) => {
    expect(readViewSettings(new URLSearchParams(`view=${kind}`), kind)).toEqual({
      settings: defaultSettings[kind],
      parameters: [],
    });
  });

  it('says everything about how captions look', () => {
    const { settings, parameters } = overlay(
      'view=overlay&languages=ES,zh-hans&size=64px&lines=3&position=top&align=center&width=60&margin=2.5&layout=columns' +
        '&color=%23ff0&background=00FF00&box=000000b3&shadow=soft&font=Open+Sans&names=off&drafts=0&clear=0&motion=no&help',
    );
    expect(settings).toEqual({
      languages: ['es', 'zh-Hans'],
      size: { value: 64, unit: 'px' },
      lines: 3,
      position: 'top',
      align: 'center',
      width: 60,
      margin: 2.5,
      layout: 'columns',
      color: '#ffff00',
      background: '#00ff00',
      box: '#000000b3',
      shadow: 'soft',
      font: 'Open Sans',
      names: false,
      drafts: false,
      clear: 0,
      motion: false,
      help: true,
    });
    expect(parameters.filter(({ fault }) => fault !== undefined)).toEqual([]);
  });

  it.each([
    'languages=',
    'languages=es,',
    'languages=es,fr,de',
    'languages=not a tag',
    'size=0',
    'size=26',
    'size=5em',
    'size=4px',
    'size=1e3',
    'lines=0',
    'lines=13',
    'lines=2.5',
    'position=left',
    'align=justify',
    'width=10',
    'margin=-1',
    'layout=grid',
    'color=none',
    'color=ffffff00',
    'color=url(x)',
    'background=12345',
    'box=rgb(0,0,0)',
    'shadow=big',
    'font="; color: red',
    `font=${'x'.repeat(61)}`,
    'names=maybe',
    'clear=3601',
    'clear=1.5',
  ])('%s is not understood, and means the default', (query) => {
    const { settings, parameters } = overlay(query.replace('#', '%23'));
    expect(settings).toEqual(defaultSettings.overlay);
    const [name = '', given] = query.split('=');
    expect(parameters).toMatchObject([{ name, given, fault: 'value' }]);
    expect(parameters[0]?.takes).not.toBe('');
  });

  it('tells of a parameter that there is not, by all that there are', () => {
    const [unknown] = overlay('view=overlay&colour=red').parameters;
    expect(unknown).toMatchObject({ name: 'colour', fault: 'unknown' });
    expect(unknown?.takes).toContain('color');
  });

  it('takes each language once, and the words as they were spoken', () => {
    expect(overlay('languages=es,es').settings.languages).toEqual(['es']);
    expect(overlay('languages=original, pt-br').settings.languages).toEqual(['original', 'pt-BR']);
  });

  it('is written as it is read', () => {
    for (const [name, value] of Object.entries(defaultSettings.projector)) {
      if (name === 'languages') continue;
      const query = new URLSearchParams([[name, writtenValue(value)]]);
      expect(readViewSettings(query, 'overlay').settings).toMatchObject({ [name]: value });
    }
  });
});

describe('a size', () => {
  it('grows and shrinks by a step that is seen, up to what a view takes', () => {
    expect(resized({ value: 7, unit: '%' }, 1)).toEqual({ value: 7.7, unit: '%' });
    expect(resized({ value: 110, unit: 'px' }, -1)).toEqual({ value: 100, unit: 'px' });
    expect(resized({ value: 25, unit: '%' }, 1)).toEqual({ value: 25, unit: '%' });
    expect(resized({ value: 12, unit: 'px' }, -1)).toEqual({ value: 12, unit: 'px' });
  });
});
