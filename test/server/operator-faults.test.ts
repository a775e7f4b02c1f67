import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadSessionSecrets } from '../../server/access/session-secrets.ts';
import { ConfigError } from '../../server/config/config.ts';
import { explainToOperator } from '../../server/operator-faults.ts';
import { temporaryDirectory } from '../support/databases.ts';

/** What listening fails with. */
function listening(port: number, host: string): Promise<unknown> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', resolve);
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}

it('names the variable of an address that cannot be listened at', async () => {
  expect(explainToOperator(await listening(0, '203.0.113.9'))).toMatch(/^HOST: /);
  expect(explainToOperator(await listening(0, 'no-such-host.invalid'))).toMatch(/^HOST: /);
});

it('does not blame the port for a file that may not be opened', () => {
  const denied = Object.assign(new Error('denied'), { syscall: 'open', code: 'EACCES' });
  expect(explainToOperator(denied)).toBeUndefined();
  const port = Object.assign(new Error('denied'), { syscall: 'listen', code: 'EACCES' });
  expect(explainToOperator(port)).toMatch(/^PORT: /);
});

it('says what is wrong with the key file', async () => {
  using directory = temporaryDirectory();
  const dataDirectory = join(directory.path, 'data');
  writeFileSync(dataDirectory, 'a file');
  const load = () => loadSessionSecrets({ configured: undefined, dataDirectory }).catch(explainToOperator);
  expect(await load()).toMatch(/^SESSION_SECRET: .*session\.key can neither be read nor made \(E\w+\)\.$/);
});

it('says that a key file was damaged, and not what it holds', async () => {
  using directory = temporaryDirectory();
  mkdirSync(join(directory.path, 'data'));
  writeFileSync(join(directory.path, 'data', 'session.key'), 'half-a-key');
  const options = { configured: undefined, dataDirectory: join(directory.path, 'data') };
  const sentence = await loadSessionSecrets(options).catch(explainToOperator);
  expect(sentence).toMatch(/session\.key is not a session key/);
  expect(sentence).not.toContain('half-a-key');
});

it('passes on what the configuration says, and leaves faults of ours to their stack', () => {
  expect(explainToOperator(new ConfigError(['PORT: is wrong.']))).toContain('PORT: is wrong.');
  expect(explainToOperator(new TypeError('ours'))).toBeUndefined();
});
