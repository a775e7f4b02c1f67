/** The table of docs/views.md is what the views take, and its addresses are understood. */
import { describe, expect, it } from 'vitest';
import { defaultSettings, readViewSettings, writtenValue } from '../../client/views/view-settings.ts';
import { viewKind } from '../../shared/views.ts';
import { read } from './documents.ts';

const document = read('docs/views.md');
const rows = document
  .split('\n')
  .filter((line) => /^\| `\w+` \|/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, name = '', , projector = '', overlay = '']) => ({
    name: name.replaceAll('`', ''),
    projector,
    overlay,
  }));

describe('docs/views.md', () => {
  it('has a row for each parameter, with its default in each view', () => {
    const written = (value: Parameters<typeof writtenValue>[0]) =>
      writtenValue(value) === '' ? '' : `\`${writtenValue(value)}\``;
    const { projector, overlay } = defaultSettings;
    const wanted = Object.entries(projector).map(([name, value]) => ({ name, projector: written(value) }));
    expect(rows.map(({ name, projector: value }) => ({ name, projector: value }))).toEqual(
      expect.arrayContaining(wanted),
    );
    expect(rows).toHaveLength(wanted.length);
    for (const [name, value] of Object.entries(overlay))
      expect(rows).toContainEqual(expect.objectContaining({ name, overlay: written(value) }));
  });

  const addresses = [...document.matchAll(/`\/home\?(view=[^`]*)`/g)].map(([, query = '']) => query);

  it('has examples', () => {
    expect(addresses.length).toBeGreaterThan(3);
  });

  it.each(addresses)('has an example that is understood: %s', (address) => {
    const query = new URLSearchParams(address);
    const kind = viewKind(query.get('view'));
    if (kind === undefined) throw new Error(`${address} names no view`);
    const { parameters } = readViewSettings(query, kind);
    expect(parameters.filter(({ fault }) => fault !== undefined)).toEqual([]);
    expect(parameters.length).toBeGreaterThan(0);
  });
});
