import { fileURLToPath } from 'node:url';
import { type MeasuredProcess, startMeasured } from './measured-process.ts';

const script = fileURLToPath(new URL('bare-server.ts', import.meta.url));

/** The bare servers in a process of their own. */
export function startBare(directory: string): Promise<MeasuredProcess> {
  return startMeasured(script, { cwd: directory, env: {}, imports: [import.meta.resolve('tsx')] });
}
