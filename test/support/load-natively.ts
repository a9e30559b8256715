import Module from 'node:module';

/**
 * Jest's own `require` cannot load ES modules, which some of n8n's nodes depend on (Wait on sanitize-html, WooCommerce
 * on change-case), and fastify's way to ask without a port (cookie). Node's can: such a package is handed to Jest as Node
 * has loaded it. To be imported before what needs it.
 */
const node = Module as unknown as { _load(path: string): unknown };

jest.mock('sanitize-html', () => node._load(require.resolve('sanitize-html')));
jest.mock('change-case', () => node._load(require.resolve('change-case')));
jest.mock('cookie', () => node._load(require.resolve('cookie')));
