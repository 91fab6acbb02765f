import { isIPv4 } from 'node:net';

/** Whether what is said to the host stays on this machine. @param host a name or an address, IPv6 with or without brackets */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  return name === 'localhost' || name === '::1' || (isIPv4(name) && name.startsWith('127.'));
}
