/** Style sheets stand beside the components that use them; a class that one names and the other lacks is a mistake. */
import { basename, dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, isCode, textOf } from './source-files.ts';

const sheets = filesBelow('client').filter((path) => path.endsWith('.css'));
const modules = sheets.filter((path) => path.endsWith('.module.css'));
const uses = filesBelow('client').filter(isCode).flatMap(usesIn);

describe('the style sheets of client/', () => {
  it('are modules, but for what holds on the whole page', () => {
    expect(modules.length).toBeGreaterThan(10);
    const global = sheets.filter((path) => !path.endsWith('.module.css'));
    expect(global.filter((path) => !path.startsWith('client/theme/'))).toEqual([]);
  });

  it('have file names of their own, which class names on the page begin with', () => {
    const names = modules.map((module) => basename(module));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('stand in the folder of a component that uses them', () => {
    const users = new Set(uses.map(({ module, path }) => `${module} ${dirname(path)}`));
    expect(modules.filter((module) => !users.has(`${module} ${dirname(module)}`))).toEqual([]);
  });

  it('have every class that a component names', () => {
    const missing = uses.filter(({ module, name }) => !classesOf(module).has(name));
    expect(missing).toEqual([]);
  });

  it('have no class that no component names', () => {
    const named = new Set(uses.map(({ module, name }) => `${module} ${name}`));
    const unused = modules.flatMap((module) =>
      [...classesOf(module)].map((name) => `${module} ${name}`).filter((use) => !named.has(use)),
    );
    expect(unused).toEqual([]);
  });

  it('are never asked by class name: components and tests ask by role, text and data attributes', () => {
    const asking = [...filesBelow('client'), ...filesBelow('test/browser'), ...filesBelow('test/client')]
      .filter(isCode)
      .flatMap((path) =>
        [
          ...textOf(path).matchAll(
            /(?:querySelector(?:All)?(?:<\w+>)?|closest(?:<\w+>)?|matches|locator)\('([^']*)'\)/g,
          ),
        ]
          .map(([, selector = '']) => selector)
          .filter((selector) => /\.[a-z]/i.test(selector.replaceAll('.unseen', '')))
          .map((selector) => `${path}: ${selector}`),
      );
    expect(asking).toEqual([]);
  });
});

interface Use {
  readonly path: string;
  readonly module: string;
  readonly name: string;
}

/** `styles.name`, for each module that a file imports. */
function usesIn(path: string): readonly Use[] {
  const text = textOf(path);
  return [...text.matchAll(/import (\w+) from '([^']+\.module\.css)'/g)].flatMap(
    ([, alias = '', file = '']) =>
      [...text.matchAll(new RegExp(`(?<![\\w/.-])${alias}\\.(\\w+)`, 'g'))].map(([, name = '']) => ({
        path,
        module: normalize(join(dirname(path), file)),
        name,
      })),
  );
}

function classesOf(module: string): ReadonlySet<string> {
  const rules = textOf(module)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/:global\([^)]*\)/g, '');
  const selectors = [...rules.matchAll(/([^{}]*)\{/g)].map(([, selector = '']) => selector).join('\n');
  return new Set(
    [...selectors.replace(/\[[^\]]*\]/g, '').matchAll(/\.([a-z][\w-]*)/gi)].map(([, name = '']) => name),
  );
}
