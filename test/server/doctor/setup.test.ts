import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readEnvironment } from '../../../server/config/config.ts';
import { setUp } from '../../../server/doctor/setup.ts';
import { temporaryDirectory } from '../../support/databases.ts';
import { ZoomSimulator } from '../../zoom-simulator/zoom-simulator.ts';

const redirectUri = 'https://captions.example.com/callback';

/** Answers in their order; what is told, and the questions that were asked. */
function person(answers: readonly string[]) {
  const left = [...answers];
  const told: string[] = [];
  const asked: string[] = [];
  return {
    told,
    asked,
    ask: async (question: string) => {
      asked.push(question);
      return left.shift();
    },
    tell: (sentence: string) => {
      told.push(sentence);
    },
  };
}

function folder() {
  const directory = temporaryDirectory();
  writeFileSync(
    join(directory.path, '.env.example'),
    '# The app\nCLIENT_ID=\nREDIRECT_URI=https://x/callback\nPORT=3000\n',
  );
  return directory;
}

it('asks for the four values of the app and writes a file that the server reads and nobody else', async () => {
  await using zoom = await ZoomSimulator.start();
  using directory = folder();
  const { CLIENT_ID = '', CLIENT_SECRET = '', ZOOM_SECRET_TOKEN = '' } = zoom.environment;
  const maria = person([CLIENT_ID, CLIENT_SECRET, ZOOM_SECRET_TOKEN, redirectUri]);
  expect(await setUp({ directory: directory.path, ...maria })).toBe(true);
  const path = join(directory.path, '.env');
  expect(readFileSync(path, 'utf8')).toMatch(/^# The app\nCLIENT_ID=/);
  expect(readEnvironment({}, directory.path)).toEqual({
    CLIENT_ID,
    CLIENT_SECRET,
    ZOOM_SECRET_TOKEN,
    REDIRECT_URI: redirectUri,
    PORT: '3000',
  });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(maria.told.join()).not.toContain(CLIENT_SECRET);
});

it('asks again for a value of the wrong form', async () => {
  using directory = folder();
  const maria = person([
    '',
    'an id',
    'id',
    'secret',
    'token',
    'http://captions.example.com/callback',
    redirectUri,
  ]);
  expect(await setUp({ directory: directory.path, ...maria })).toBe(true);
  expect(maria.told.filter((sentence) => sentence.startsWith('CLIENT_ID'))).toHaveLength(2);
  expect(maria.told.join()).toContain('REDIRECT_URI must be an https URL');
});

it('leaves a file that is there as it is, unless it is told to change it', async () => {
  using directory = folder();
  const path = join(directory.path, '.env');
  writeFileSync(path, 'PORT=8080\nCLIENT_ID=old\n', { mode: 0o644 });
  for (const answer of ['', 'n', 'no', 'what?']) {
    const maria = person([answer]);
    expect(await setUp({ directory: directory.path, ...maria })).toBe(false);
    expect(maria.asked).toHaveLength(1);
  }
  expect(readFileSync(path, 'utf8')).toBe('PORT=8080\nCLIENT_ID=old\n');
  expect(
    await setUp({ directory: directory.path, ...person(['y', 'id', 'secret', 'token', redirectUri]) }),
  ).toBe(true);
  expect(readFileSync(path, 'utf8')).toBe(
    `PORT=8080\nCLIENT_ID=id\nCLIENT_SECRET=secret\nZOOM_SECRET_TOKEN=token\nREDIRECT_URI=${redirectUri}\n`,
  );
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('writes nothing when the person leaves', async () => {
  using directory = folder();
  expect(await setUp({ directory: directory.path, ...person(['id', 'secret']) })).toBe(false);
  expect(() => statSync(join(directory.path, '.env'))).toThrow(/ENOENT/);
});
