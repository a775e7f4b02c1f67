import type { IncomingHttpHeaders } from 'node:http';

/** Behind `trustedProxies` proxies, each of which adds whom it heard: the nearest address that none of them is. */
export function clientAddress(
  handshake: { readonly address: string; readonly headers: IncomingHttpHeaders },
  trustedProxies: number,
): string {
  const forwarded = [handshake.headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  const heard = forwarded.map((address) => address.trim()).filter((address) => address !== '');
  return [...heard, handshake.address].slice(-1 - trustedProxies)[0] ?? handshake.address;
}
