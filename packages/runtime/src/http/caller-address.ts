import { isIPv4, isIPv6 } from 'node:net';

/** `::ffff:`, which a server that listens on IPv6 puts before IPv4 addresses, however it is spelled. */
const MAPPED = /^(?:::|(?:0{1,4}:){5})ffff:/i;

/**
 * By what callers are told apart: a household has a /64 of IPv6 addresses, and every one of them is its own. An IPv4
 * address that is written as an IPv6 one is that IPv4 address.
 */
export function callerAddress(ip: string): string {
  if (!isIPv6(ip)) return ip;
  const [head = ''] = ip.split('%');
  if (MAPPED.test(head)) return mappedAddress(head.replace(MAPPED, ''));
  const [before = '', after] = head.split('::');
  const groups = before.split(':');
  if (after !== undefined) while (groups.length < 4) groups.push('0');
  return groups.slice(0, 4).join(':');
}

/** @param address `127.0.0.1`, or the same as two groups of hexadecimal digits: `7f00:1` */
function mappedAddress(address: string): string {
  if (isIPv4(address)) return address;
  const [high = 0, low = 0] = address.split(':').map((group) => Number.parseInt(group, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
