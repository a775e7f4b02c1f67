/** Each command that a document names is run by a test, or says why not. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { documentedCommands, proofs } from './documented-commands.ts';
import { read, root } from './documents.ts';

const commands = documentedCommands();

it('is found in blocks and in the text', () => {
  expect(commands).toContainEqual({ document: 'README.md', command: 'npm run demo' });
  expect(commands).toContainEqual({ document: 'README.md', command: 'npm run demo -- --network' });
  expect(commands.length).toBeGreaterThan(40);
});

it('is known: somebody runs it, or it says why nobody does', () => {
  expect(commands.filter(({ command }) => !(command in proofs))).toEqual([]);
  const named = new Set(commands.map(({ command }) => command));
  expect(Object.keys(proofs).filter((command) => !named.has(command))).toEqual([]);
});

it('stands in the file that runs it', () => {
  const missing = Object.entries(proofs).filter(([command, proof]) => {
    if (!('runBy' in proof)) return false;
    if (!existsSync(join(root, proof.runBy))) return true;
    return !read(proof.runBy).includes(command.replace(/ -- --help$/, ''));
  });
  expect(missing).toEqual([]);
});
