import type { AddressInfo } from 'node:net';

import type { FastifyInstance } from 'fastify';

import { CodedUserError } from '../shared';

/**
 * Begins to take requests.
 * @param port 0 for any that is free
 * @returns where this machine reaches the server
 * @throws PORT_TAKEN, CONFIG_INVALID where the address is none of this machine's
 */
export async function listen(server: FastifyInstance, { host, port }: { host: string; port: number }): Promise<string> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    throw explain(error, host, port);
  }
  const [address] = server.addresses() as AddressInfo[]; // only a pipe's would be a text
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${address?.port ?? port}`;
}

function explain(error: unknown, host: string, port: number): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    const advice = 'Stop the other program (perhaps it is another Aftercart), or set AFTERCART_PORT.';
    return new CodedUserError('PORT_TAKEN', `Another program listens on port ${port}. ${advice}`, { host, port });
  }
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    const advice = 'Correct AFTERCART_HOST and AFTERCART_PORT.';
    return new CodedUserError('CONFIG_INVALID', `The server cannot listen at ${host}:${port}. ${advice}`, {
      host,
      port,
    });
  }
  return error;
}
