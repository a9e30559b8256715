import { isIPv6 } from 'node:net';

/** By what callers are told apart: a household has a /64 of IPv6 addresses, and every one of them is its own. */
export function callerAddress(ip: string): string {
  if (!isIPv6(ip) || ip.startsWith('::ffff:')) return ip;
  const [head = ''] = ip.split('%');
  const [before = '', after] = head.split('::');
  const groups = before.split(':');
  if (after !== undefined) while (groups.length < 4) groups.push('0');
  return groups.slice(0, 4).join(':');
}
