/** Where one server can be reached: the address in use, and those to try when it does not answer. */
export interface ServerAddresses {
  readonly url: string;
  readonly others: readonly string[];
}

/**
 * The allowed URLs in the order given; `undefined` when there is none. Addresses come from webhooks and from Zoom's
 * answers: the allow list prevents server-side request forgery.
 * @param allowedHosts host names; `.zoom.us` stands for every subdomain of zoom.us. Ports are ignored.
 */
export function allowedAddresses(
  candidates: readonly string[],
  allowedHosts: readonly string[],
): ServerAddresses | undefined {
  const trimmed = candidates
    .flatMap((candidate) => candidate.split(','))
    .map((candidate) => candidate.trim());
  const [url, ...others] = new Set(trimmed.filter((candidate) => isAllowed(candidate, allowedHosts)));
  return url === undefined ? undefined : { url, others };
}

/** The next address, after the one in use did not answer. The one in use becomes the last. */
export function nextAddress({ url, others }: ServerAddresses): ServerAddresses {
  const [next = url, ...rest] = [...others, url];
  return { url: next, others: rest };
}

function isAllowed(candidate: string, allowedHosts: readonly string[]): boolean {
  if (!URL.canParse(candidate)) return false;
  const url = new URL(candidate);
  if (url.username !== '' || url.password !== '' || url.hash !== '') return false;
  if (!allowedHosts.some((allowed) => matches(url.hostname, hostOf(allowed)))) return false;
  return url.protocol === 'wss:' || (url.protocol === 'ws:' && isThisMachine(url.hostname));
}

function matches(host: string, allowed: string): boolean {
  return allowed.startsWith('.') ? host.endsWith(allowed) && host.length > allowed.length : host === allowed;
}

/** Lower case, without a port, IPv6 in brackets as `URL` writes it. */
function hostOf(entry: string): string {
  const host = entry.trim().toLowerCase();
  if (host.startsWith('[')) return host.slice(0, host.indexOf(']') + 1);
  const [name = '', ...rest] = host.split(':');
  return rest.length > 1 ? `[${host}]` : name;
}

/** Unencrypted sockets never leave this machine: `ws:` is for tests and the demo. */
function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}
