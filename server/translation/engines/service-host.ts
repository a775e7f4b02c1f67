/**
 * The name of the host that gets the text, without port, user, key or path. `undefined`: the service runs on this machine.
 * @param address of the service, a valid URL
 */
export function serviceHost(address: string): string | undefined {
  const { hostname } = new URL(address);
  const isHere = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  return isHere ? undefined : hostname;
}
