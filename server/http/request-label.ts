import type { IncomingMessage } from 'node:http';
import { routes } from '../../shared/routes.ts';

/** Names a request for the log: its method and route, without ids, and `other` for addresses that are none of ours. */
export function requestLabel({ method = '', url = '' }: Pick<IncomingMessage, 'method' | 'url'>): string {
  const known = methods.has(method) ? method : 'other';
  return `${known} ${pathLabel(url.split('?', 1)[0] ?? '')}`;
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const plain = new Set<string>(Object.values(routes).filter((route) => typeof route === 'string'));
const ofMeeting = new Set(['stream', 'meter', 'glossary', 'captions', 'marks']);

function pathLabel(path: string): string {
  if (plain.has(path)) return path;
  if (path.startsWith('/assets/')) return '/assets';
  if (!path.startsWith(`${routes.meetings}/`)) return 'other';
  const [, part] = path.slice(routes.meetings.length + 1).split('/', 2);
  if (part === undefined) return `${routes.meetings}/:id`;
  return ofMeeting.has(part) ? `${routes.meetings}/:id/${part}` : 'other';
}
