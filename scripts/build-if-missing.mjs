// `npm start` builds what is not built, so that `npm install && npm start` is all it takes.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const built = [
  'dist/server/main.js',
  'dist/client/panel.html',
  'dist/client/home.html',
  'dist/client/view.html',
];

if (!built.every((file) => existsSync(new URL(`../${file}`, import.meta.url)))) {
  execFileSync('npm', ['run', 'build'], {
    stdio: 'inherit',
    cwd: new URL('..', import.meta.url),
    shell: process.platform === 'win32',
  });
}
