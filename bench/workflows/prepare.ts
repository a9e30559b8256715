import type { Server } from '../server/start-server';

export const SECRET = 'the-secret-of-a-shop-in-benchmarks';

/** Connects a shop. @returns its id, and what its deliveries are signed with */
export async function connectShop(server: Server): Promise<{ id: string; secret: string }> {
  const { id } = await server.api<{ id: string }>('POST', '/shops', {
    type: 'woocommerce',
    name: 'Benchmark shop',
    url: 'https://shop.example',
    consumerKey: 'ck',
    consumerSecret: 'cs',
    webhookSecret: SECRET,
  });
  return { id, secret: SECRET };
}

/** Makes a workflow live. @returns its id */
export async function activate(server: Server, workflow: object): Promise<string> {
  const { id } = await server.api<{ id: string }>('POST', '/workflows', workflow);
  await server.api('POST', `/workflows/${id}/activate`);
  return id;
}
