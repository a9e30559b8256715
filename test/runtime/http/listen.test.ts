import { createServer as createTcpServer, type AddressInfo } from 'node:net';

import fastify from 'fastify';

import { listen } from '../../../packages/runtime/src/http';

test('a port that is taken is named, with what to do', async () => {
  const other = createTcpServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const server = fastify();
  await expect(listen(server, { host: '127.0.0.1', port })).rejects.toMatchObject({
    code: 'PORT_TAKEN',
    message: expect.stringContaining('AFTERCART_PORT'),
    details: { port },
  });
  await server.close();
  await new Promise((resolve) => other.close(resolve));
});

test('an address that is none of this machine is a wrong setting', async () => {
  const server = fastify();
  await expect(listen(server, { host: '203.0.113.7', port: 0 })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  await server.close();
});

test.each([
  ['127.0.0.1', /^http:\/\/127\.0\.0\.1:\d+$/],
  ['0.0.0.0', /^http:\/\/127\.0\.0\.1:\d+$/],
])('a server at %s is reached from this machine', async (host, expected) => {
  const server = fastify();
  expect(await listen(server, { host, port: 0 })).toMatch(expected);
  await server.close();
});
