import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** What people read. */
export const documents: readonly string[] = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'THIRD_PARTY_NOTICES.md',
  'shared/PROTOCOL.md',
  'docs/deployment.md',
  'docs/developers.md',
  'docs/engines.md',
  'docs/hosts.md',
  'docs/internals/captions.md',
  'docs/internals/local-engine.md',
  'docs/internals/panel.md',
  'docs/internals/storage.md',
  'docs/internals/streams.md',
  'docs/monitoring.md',
  'docs/not-built-yet.md',
  'docs/operators.md',
  'docs/organisers.md',
  'docs/participants.md',
  'docs/privacy.md',
  'docs/running-against-zoom.md',
  'docs/scale.md',
  'docs/views.md',
  'docs/zoom-app.md',
  'test/zoom-simulator/README.md',
];

export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
