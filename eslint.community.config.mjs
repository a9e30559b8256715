/**
 * n8n's own rules for community packages: `eslint -c eslint.community.config.mjs nodes credentials package.json`.
 * What our code has to obey beside them is in eslint.config.mjs.
 */
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import tseslint from 'typescript-eslint';

// While it loads, the plugin takes NODE_ENV=test for a run of its own tests, and misreads the names of our files then.
const { NODE_ENV } = process.env;
delete process.env.NODE_ENV;
const { default: n8nNodesBase } = await import('eslint-plugin-n8n-nodes-base');
if (NODE_ENV !== undefined) process.env.NODE_ENV = NODE_ENV;

const typescript = { parser: tseslint.parser };
const plugins = { 'n8n-nodes-base': n8nNodesBase };

export default [
  { ...n8nCommunityNodesPlugin.configs.recommended, files: ['nodes/**/*.ts', 'credentials/**/*.ts', 'package.json'] },
  {
    files: ['nodes/**/*.ts'],
    languageOptions: typescript,
    plugins,
    rules: {
      ...n8nNodesBase.configs.nodes.rules,
      // These two want the text 'main' where the newer plugin wants NodeConnectionTypes.Main. n8n turns them off, too.
      'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
      'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
    },
  },
  {
    files: ['credentials/**/*.ts'],
    languageOptions: typescript,
    plugins,
    rules: {
      ...n8nNodesBase.configs.credentials.rules,
      // For n8n's own nodes, whose documentation is a page of n8n's. Ours is a URL.
      'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
    },
  },
  {
    files: ['package.json'],
    languageOptions: { ...typescript, parserOptions: { extraFileExtensions: ['.json'] } },
    plugins,
    rules: {
      ...n8nNodesBase.configs.community.rules,
      // There is no public page to name yet.
      '@n8n/community-nodes/require-homepage': 'off',
    },
  },
];
