import { spawn } from 'node:child_process';

const openers: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Opens the address where there is a desktop; where there is none, the printed address has to do. */
export async function openBrowser(url: string): Promise<void> {
  const [command = 'xdg-open', ...args] = openers[process.platform] ?? [];
  await new Promise<void>((resolve) => {
    const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
    child.once('error', () => resolve());
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
  });
}
